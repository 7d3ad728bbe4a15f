// What is told about each refusal.
import type { Code } from '../../protocol';

type Later = 'unknown_photo' | 'not_a_photo' | 'too_many_photos' | 'method_not_allowed';

const anew = 'Lade die Seite neu.';
const soon = 'Versuch es gleich noch einmal.';
const fresh = 'Bitte einen Host um einen neuen.';
const off = `Das kann das Board gerade nicht. ${soon}`;
const ours = `Die Seite wollte etwas, das das Board nicht kennt. ${anew}`;
const gone = (what: string) => `${what} ist nicht mehr da. ${anew}`;

export const refusals: Record<Exclude<Code, Later>, string> = {
  bad_request: ours,
  bad_text: 'Zu lang, oder mit Zeichen, die keine Seite zeigen kann. Kürze es, oder tippe es neu.',
  not_signed_in: 'Du bist hier nicht mehr angemeldet. Bitte einen Host um einen Link.',
  not_a_member: 'Du bist nicht mehr in diesem Kreis. Ein Host kann dich wieder hereinlassen.',
  not_a_host: 'Das kann nur ein Host. Frag einen.',
  not_the_author: 'Das kann nur, wer sie hinterlassen hat.',
  wrong_origin: 'Von dieser Adresse nimmt das Board nichts an. Öffne es mit einem Link von einem Host.',
  unknown_circle: 'Diesen Kreis gibt es hier nicht. Frag dort nach, woher du die Adresse hast.',
  unknown_space: gone('Dieses Grüppchen'),
  unknown_trace: gone('Diese Spur'),
  unknown_member: gone('Dieses Mitglied'),
  unknown_meeting: 'An diesem Tag trefft ihr euch nicht. Wähle einen anderen.',
  unknown_invite: `Dieser Link öffnet nichts. Fehlt ein Teil? ${fresh}`,
  unknown_link: `Dieser Link wurde zurückgenommen. ${fresh}`,
  invite_expired: `Die Zeit dieses Links ist vorbei. ${fresh}`,
  invite_used_up: `Dieser Link ist aufgebraucht. ${fresh}`,
  invite_revoked: `Ein Host hat diesen Link zurückgenommen. ${fresh}`,
  id_taken: 'An ihrer Stelle wurde etwas anderes hinterlassen. Bearbeite sie, und hinterlass sie noch einmal.',
  too_late: 'Die zehn Minuten zum Umformulieren sind vorbei. Du kannst sie zurücknehmen und neu hinterlassen.',
  reworded_too_often: 'Sie wurde so oft umformuliert, wie es geht. Du kannst sie zurücknehmen und neu hinterlassen.',
  withdrawn: 'Diese Spur wurde zurückgenommen. Mit ihr geht nichts mehr.',
  hidden: 'Ein Host hat diese Spur verborgen. Frag einen Host, warum.',
  own_trace: 'Das ist für andere: es ist deine eigene Spur.',
  too_many_links: 'Du hast so viele Links, wie es geht. Beende zuerst einen.',
  last_host: 'Ein Kreis behält mindestens einen Host. Mach erst jemand anderen zum Host.',
  not_in_pod: 'Du bist nicht in diesem Grüppchen. Frag jemanden, der es ist.',
  not_here: 'Das geht in einem Grüppchen nicht, oder nur dort.',
  too_many_pods: 'Du hast drei Grüppchen ausgerufen, die noch offen sind. Schließe erst eins.',
  pod_full: 'Alle Plätze sind vergeben. Du kannst ein eigenes Grüppchen ausrufen.',
  pod_closed: 'Dieses Grüppchen ist geschlossen. Du kannst ein neues ausrufen.',
  not_invited: 'Dieses Grüppchen wurde anderen angeboten. Du kannst ein eigenes ausrufen.',
  too_many_invited: 'Sechzehn sind eingeladen und haben noch nicht geantwortet. Warte auf ein paar von ihnen.',
  pattern_off: 'Das hat dieser Kreis ausgeschaltet. Ein Host kann es einschalten.',
  too_many_buds: 'Dieser Kreis hat drei gesät. Mehr gehen nicht.',
  too_many_sisters: 'Dieser Kreis hat so viele Schwestern, wie es geht. Lass erst eine los.',
  unknown_sister: 'Dieser Kreis ist keine Schwester mehr, oder lässt das nicht herüber.',
  sister_unreachable: `Der andere Kreis antwortet nicht. ${soon}`,
  not_a_promise: gone('Dieses Versprechen'),
  unknown_story: gone('Diese Geschichte'),
  is_a_story: 'Eine Geschichte wird nicht umformuliert. Erzähl sie neu.',
  kept: 'Das hast du schon getan.',
  not_an_agreement: gone('Diese Vereinbarung'),
  not_reviewed: gone('Diese Runde'),
  review_open: gone('Diese Runde'),
  let_go: gone('Diese Vereinbarung'),
  unknown_round: gone('Diese Runde'),
  round_ended: 'Die Runde war zu Ende, bevor deine Antwort kam. Du kannst sie als Spur hinterlassen.',
  answered_already: `Auf diese Runde hast du schon geantwortet, vielleicht auf einem anderen Gerät. ${anew}`,
  answer_first: 'Das ist für alle, die geantwortet oder gepasst haben. Tu erst eins davon.',
  unknown_answer: gone('Diese Antwort'),
  too_many_rounds: 'Du hast so viele Runden offen, wie es geht. Beende erst eine.',
  unknown_card: gone('Diese Karte'),
  group_full: 'Dort sind so viele Karten zusammen, wie es geht. Beginne einen anderen Stapel.',
  unknown_gathering: gone('Dieses Treffen'),
  too_many_gatherings: 'So viele Treffen sind geplant, wie es geht. Sag erst eins ab.',
  resume_impossible: ours,
  reload: ours,
  too_large: 'Das ist zu viel auf einmal. Kürze es.',
  not_found: ours,
  too_many_requests: `Zu viel auf einmal. ${soon}`,
  internal: off,
  draining: off,
  body_broken_off: off,
  log_unavailable: off,
};

export const why = (code: Code): string => (refusals as Partial<Record<Code, string>>)[code] ?? ours;
export const saved = 'Gespeichert.';
