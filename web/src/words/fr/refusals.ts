// What is told about each refusal.
import type { Code } from '../../protocol';

type Later = 'unknown_photo' | 'not_a_photo' | 'too_many_photos' | 'method_not_allowed';

const anew = 'Recharge la page.';
const soon = 'Réessaie dans un instant.';
const fresh = 'Demandes-en un nouveau à un hôte.';
const off = `Le tableau ne peut pas faire ça pour l’instant. ${soon}`;
const ours = `La page a demandé quelque chose que le tableau ne connaît pas. ${anew}`;
const gone = (what: string) => `${what} n’est plus là. ${anew}`;

export const refusals: Record<Exclude<Code, Later>, string> = {
  bad_request: ours,
  bad_text: 'Trop long, ou avec des signes qu’aucune page ne peut montrer. Raccourcis, ou tape-le à nouveau.',
  not_signed_in: 'Ce navigateur n’est plus connecté ici. Demande un lien à un hôte.',
  not_a_member: 'Tu ne fais plus partie de ce cercle. Un hôte peut te faire revenir.',
  not_a_host: 'Seul un hôte peut faire ça. Demande-le-lui.',
  not_the_author: 'Seule la personne qui l’a laissée peut faire ça.',
  wrong_origin: 'Le tableau ne prend rien depuis cette adresse. Ouvre-le avec un lien qu’un hôte t’a donné.',
  unknown_circle: 'Ce cercle n’existe pas ici. Demande à la personne qui t’a donné son adresse.',
  unknown_space: gone('Cette bulle'),
  unknown_trace: gone('Cette trace'),
  unknown_member: gone('Cette personne'),
  unknown_meeting: 'Ce jour-là, vous ne vous retrouvez pas. Choisis-en un autre.',
  unknown_invite: `Ce lien n’ouvre rien. En manque-t-il une partie ? ${fresh}`,
  unknown_link: `Ce lien a été retiré. ${fresh}`,
  invite_expired: `Le temps de ce lien est passé. ${fresh}`,
  invite_used_up: `Ce lien est épuisé. ${fresh}`,
  invite_revoked: `Un hôte a retiré ce lien. ${fresh}`,
  id_taken: 'Autre chose a été laissé à sa place. Modifie-la, et laisse-la encore une fois.',
  too_late: 'Les dix minutes pour reformuler sont passées. Tu peux la retirer, et la laisser à nouveau.',
  reworded_too_often: 'Elle a été reformulée autant de fois que possible. Tu peux la retirer, et la laisser à nouveau.',
  withdrawn: 'Cette trace a été retirée par qui l’avait laissée. On ne peut plus rien en faire.',
  hidden: 'Un hôte a caché cette trace. Demande-lui pourquoi.',
  own_trace: 'Ça, c’est pour les autres : c’est une trace à toi.',
  too_many_links: 'Tu as autant de liens que possible. Mets fin à l’un d’eux d’abord.',
  last_host: 'Un cercle garde au moins un hôte. Nomme d’abord quelqu’un d’autre.',
  not_in_pod: 'Tu n’es pas dans cette bulle. Demande à quelqu’un qui y est.',
  not_here: 'Ça ne peut pas se faire dans une bulle, ou seulement là.',
  too_many_pods: 'Tu as proposé trois bulles qui ne sont pas fermées. Fermes-en une d’abord.',
  pod_full: 'Toutes ses places sont prises. Tu peux proposer ta propre bulle.',
  pod_closed: 'Cette bulle est fermée. Tu peux en proposer une nouvelle.',
  not_invited: 'Cette bulle a été offerte à d’autres. Tu peux en proposer une toi-même.',
  too_many_invited: 'Seize personnes invitées n’ont pas encore répondu. Attends-en quelques-unes.',
  pattern_off: 'Ce cercle l’a désactivé. Un hôte peut le réactiver.',
  too_many_buds: 'Ce cercle en a semé trois. Il ne peut pas en semer plus.',
  too_many_sisters: 'Ce cercle a autant de cercles amis que possible. Laisses-en aller un d’abord.',
  unknown_sister: 'Ce cercle n’est plus un ami, ou ne laisse pas passer ça.',
  sister_unreachable: `L’autre cercle ne répond pas. ${soon}`,
  not_a_promise: gone('Cette promesse'),
  unknown_story: gone('Cette histoire'),
  is_a_story: 'Une histoire ne se reformule pas. Raconte-la à nouveau.',
  kept: 'Tu l’as déjà fait.',
  not_an_agreement: gone('Cet accord'),
  not_reviewed: gone('Ce tour'),
  review_open: gone('Ce tour'),
  let_go: gone('Cet accord'),
  unknown_round: gone('Ce tour'),
  round_ended: 'Le tour s’est terminé avant l’arrivée de ta réponse. Tu peux la laisser comme trace.',
  answered_already: `Tu as déjà répondu à ce tour, peut-être sur un autre appareil. ${anew}`,
  answer_first: 'C’est pour les personnes qui ont répondu ou passé. Fais d’abord l’un des deux.',
  unknown_answer: gone('Cette réponse'),
  too_many_rounds: 'Tu as autant de tours ouverts que possible. Termines-en un d’abord.',
  unknown_card: gone('Cette carte'),
  group_full: 'Il y a là autant de cartes ensemble que possible. Commence un autre groupe.',
  unknown_gathering: gone('Cette rencontre'),
  too_many_gatherings: 'Il y a autant de rencontres prévues que possible. Annules-en une d’abord.',
  resume_impossible: ours,
  reload: ours,
  too_large: 'C’est trop d’un coup. Raccourcis.',
  not_found: ours,
  too_many_requests: `Trop d’un coup. ${soon}`,
  internal: off,
  draining: off,
  body_broken_off: off,
  log_unavailable: off,
};

export const why = (code: Code): string => (refusals as Partial<Record<Code, string>>)[code] ?? ours;
export const saved = 'Enregistré.';
