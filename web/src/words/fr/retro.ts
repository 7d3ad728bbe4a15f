// Looking back together: cards, tries, what was learned.
import { le } from './numbers';

export const retroName = 'Rétro';
export const retroWhen = { hour: 'maintenant, une heure', two: 'maintenant, deux heures', time: 'à un autre moment' };
export const whenIsIt = 'Quand ?';
export const openRetro = 'L’ouvrir';
export const retroLead =
  'Chacun écrit une ligne par carte, et voit celles des autres une fois les siennes posées. Ensuite, vous mettez ensemble ce qui va ensemble.';
export const linePerCard = 'Chaque ligne est une carte.';
export const tooManyLines = (most: number) => `Au plus ${most} lignes : ça suffit pour une question.`;
export const tapWhere = 'Touche la carte avec laquelle elle va.';
export const takeOut = 'La sortir';
export const neverMind = 'Laisse tomber';
export const iTryThis = 'Je m’en charge';
export const putTogether = 'Mises ensemble.';
export const tookOut = 'Sortie.';
export const noCards = 'Rien ici.';
export const willDo = (name: string, when: string) => `${name}, ${when}`;
export const byDay = (day: string) => `pour ${le(day)}`;
export const done = 'fait';
export const lastTries = 'Ce que vous vouliez essayer la dernière fois';
export const lastUnread = 'Tu n’étais pas là la dernière fois. Passe, et tu pourras lire ce qu’il y avait à essayer.';
export const stillPromised = 'Promis, et encore ouvert';
export const sayLearned = 'Dis ce que vous avez appris';
export const learnedSoFar = 'Ce que vous avez appris';
