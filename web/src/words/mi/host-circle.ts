// How a host sets the circle, and the circles around it.
import { plural } from './numbers';

export const circleName = 'Tōna ingoa';
export const staysWarm = 'Te roa o te mahana o te ara';
export const fades = {
  day: { name: 'He rā noho tahi', means: 'Ka haurua te mahana o ngā mahi o te ata i te pō.' },
  week: { name: 'He wiki', means: 'Mō te hapori ka tūtaki ia wiki, ia rua wiki rānei.' },
  month: { name: 'He marama', means: 'Mō te hapori ka tūtaki i ētahi wā.' },
  other: (hours: number) => ({ name: 'Te mea o nāianei', means: `Ka haurua te mahana i muri i te ${span(hours)}.` }),
};
const span = (hours: number) =>
  hours < 1
    ? plural(Math.round(hours * 60), 'meneti', 'meneti')
    : hours < 48
      ? plural(hours, 'hāora', 'hāora')
      : plural(Math.round(hours / 24), 'rā', 'rā');
export const timeZone = 'Ōna rā ko ngā rā o';
export const patterns = 'Ngā mea ka whakamahia';
export const needsPattern = (name: string) => `E hāngai ana ki te “${name}”, engari kua whakawetoa.`;
export const pattern = {
  open_ends: ['Kūaha tuwhera', '“Mā tētahi pea …”, i te taha o te tapuwae.'],
  promises: ['Kī taurangi', '“Māku e … hei …”: ka pātaia tōna kaituhi i taua rā.'],
  rounds: ['Huringa', 'Kia kotahi te whakautu a ia tangata, kātahi ka pānui i ā ētahi atu.'],
  resting: ['Okioki', 'Ka taea e te tangata te kī, kāore he take e hiahiatia ana.'],
  retros: ['Titiro whakamuri', 'He aha e pai ana, ka huri, ka whakamātau; he aha i akona.'],
  gatherings: ['Hui', 'He wā whai ingoa: ka noho tahi ōna tapuwae.'],
  stories: ['Kōrero', 'Ngā tapuwae a te tokomaha, kua raupapahia, kua kōrerotia.'],
  sisters: ['Hapori whanaunga', 'Ka whiti ngā kōrero i waenga i ngā hapori, mēnā ka whakaae te kaituhi.'],
  pods: ['Rōpū iti', 'E rua ki te waru tāngata, he whāinga, he mutunga, i tō rātou ake wāhi.'],
  agreements: ['Whakaaetanga', '“Me pēhea tātou e noho tahi ai?”: ka whakamātauria i te tuatahi.'],
  budding: ['Pihinga', 'Ka ruia e te hapori nui ētahi atu.'],
  weave: ['Te raranga', 'Ko wai e raranga ana me wai, me ngā rōpū e puta ai he here hou.'],
} as const;
export const buds = 'Ngā hapori ka tipu i tēnei';
export const budsLead =
  'Kia toru te nui. Ka tīmata te hapori hou me ngā tautuhinga, te taki, ngā whakaaetanga me ngā pātai o tēnei, engari kāore ōna tapuwae.';
export const budName = 'Te ingoa o te hapori hou';
export const budHostLink = 'Māu: ka whakatuwhera i te hapori hou hei kaimanaaki. Kotahi anake te whakaaturanga.';
export const budInviteLink = 'Mā te hunga ka haere tahi: ka kuhu rātou. Kotahi anake te whakaaturanga.';
