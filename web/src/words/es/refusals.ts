// What is told about each refusal.
import type { Code } from '../../protocol';

type Later = 'unknown_photo' | 'not_a_photo' | 'too_many_photos' | 'method_not_allowed';

const anew = 'Vuelve a cargar la página.';
const soon = 'Inténtalo de nuevo en un momento.';
const fresh = 'Pide uno nuevo a un anfitrión.';
const off = `El tablero no puede hacerlo ahora. ${soon}`;
const ours = `La página pidió algo que el tablero no conoce. ${anew}`;
const gone = (what: string) => `${what} ya no está ahí. ${anew}`;

export const refusals: Record<Exclude<Code, Later>, string> = {
  bad_request: ours,
  bad_text: 'Es demasiado largo, o tiene signos que ninguna página puede mostrar. Acórtalo, o escríbelo de nuevo.',
  not_signed_in: 'Aquí ya no tienes sesión abierta. Pide un enlace a un anfitrión.',
  not_a_member: 'Ya no estás en este círculo. Un anfitrión puede dejarte entrar de nuevo.',
  not_a_host: 'Eso solo lo puede hacer un anfitrión. Pídeselo a uno.',
  not_the_author: 'Eso solo lo puede hacer quien la dejó.',
  wrong_origin: 'El tablero no recibe nada desde esta dirección. Ábrelo con un enlace que te dio un anfitrión.',
  unknown_circle: 'Aquí no existe ese círculo. Pregunta a quien te dio su dirección.',
  unknown_space: gone('Ese grupito'),
  unknown_trace: gone('Esa huella'),
  unknown_member: gone('Esa persona'),
  unknown_meeting: 'Ese día no se reúnen. Elige otro.',
  unknown_invite: `Este enlace no abre nada. ¿Le falta una parte? ${fresh}`,
  unknown_link: `Este enlace se retiró. ${fresh}`,
  invite_expired: `El tiempo de este enlace ya pasó. ${fresh}`,
  invite_used_up: `Este enlace ya se usó del todo. ${fresh}`,
  invite_revoked: `Un anfitrión retiró este enlace. ${fresh}`,
  id_taken: 'En su lugar quedó otra cosa. Edítala, y déjala una vez más.',
  too_late: 'Los diez minutos para reformularla ya pasaron. Puedes retirarla y dejarla de nuevo.',
  reworded_too_often: 'Ya se reformuló tantas veces como se puede. Puedes retirarla y dejarla de nuevo.',
  withdrawn: 'Quien dejó esa huella la retiró. Ya no se puede hacer nada con ella.',
  hidden: 'Un anfitrión ocultó esa huella. Pregúntale por qué.',
  own_trace: 'Eso es para los demás: es una huella tuya.',
  too_many_links: 'Tienes tantos enlaces como se puede. Termina uno antes.',
  last_host: 'Un círculo conserva al menos un anfitrión. Antes haz anfitrión a alguien más.',
  not_in_pod: 'No estás en ese grupito. Pregunta a alguien que esté.',
  not_here: 'Eso no se puede hacer en un grupito, o solo ahí.',
  too_many_pods: 'Convocaste tres grupitos que no están cerrados. Cierra uno antes.',
  pod_full: 'Todos sus lugares están ocupados. Puedes convocar un grupito propio.',
  pod_closed: 'Ese grupito está cerrado. Puedes convocar uno nuevo.',
  not_invited: 'Este grupito se ofreció a otras personas. Puedes convocar uno propio.',
  too_many_invited: 'Hay dieciséis personas invitadas que aún no respondieron. Espera a algunas.',
  pattern_off: 'Este círculo lo apagó. Un anfitrión puede encenderlo.',
  too_many_buds: 'Este círculo ya sembró tres. Más no se puede.',
  too_many_sisters: 'Este círculo tiene tantos hermanos como se puede. Suelta uno antes.',
  unknown_sister: 'Ese círculo ya no es hermano, o no deja cruzar eso.',
  sister_unreachable: `El otro círculo no responde. ${soon}`,
  not_a_promise: gone('Esa promesa'),
  unknown_story: gone('Esa historia'),
  is_a_story: 'Una historia no se reformula. Cuéntala de nuevo.',
  kept: 'Eso ya lo hiciste.',
  not_an_agreement: gone('Ese acuerdo'),
  not_reviewed: gone('Esa ronda'),
  review_open: gone('Esa ronda'),
  let_go: gone('Ese acuerdo'),
  unknown_round: gone('Esa ronda'),
  round_ended: 'La ronda terminó antes de que llegara tu respuesta. Puedes dejarla como huella.',
  answered_already: `Ya respondiste esta ronda, quizás en otro dispositivo. ${anew}`,
  answer_first: 'Eso es para quienes respondieron o pasaron. Haz antes una de las dos cosas.',
  unknown_answer: gone('Esa respuesta'),
  too_many_rounds: 'Tienes abiertas tantas rondas como se puede. Termina una antes.',
  unknown_card: gone('Esa tarjeta'),
  group_full: 'Ahí ya están juntas tantas tarjetas como se puede. Empieza otro montón.',
  unknown_gathering: gone('Ese encuentro'),
  too_many_gatherings: 'Hay tantos encuentros planeados como se puede. Cancela uno antes.',
  resume_impossible: ours,
  reload: ours,
  too_large: 'Es demasiado de una vez. Acórtalo.',
  not_found: ours,
  too_many_requests: `Demasiado de una vez. ${soon}`,
  internal: off,
  draining: off,
  body_broken_off: off,
  log_unavailable: off,
};

export const why = (code: Code): string => (refusals as Partial<Record<Code, string>>)[code] ?? ours;
export const saved = 'Guardado.';
