// What is told about each refusal.
import type { Code } from '../../protocol';

type Later = 'unknown_photo' | 'not_a_photo' | 'too_many_photos' | 'method_not_allowed';

const anew = 'Utaina anō te whārangi.';
const soon = 'Whakamātau anō ā kō ake nei.';
const fresh = 'Tonoa he mea hou i tētahi kaimanaaki.';
const off = `Kāore e taea e te papa tēnā ināianei. ${soon}`;
const ours = `I tono te whārangi i tētahi mea kāore e mōhiotia ana e te papa. ${anew}`;
const gone = (what: string) => `Kua kore tēnā ${what} i konei. ${anew}`;

export const refusals: Record<Exclude<Code, Later>, string> = {
  bad_request: ours,
  bad_text: 'He roa rawa, he tohu rānei kei roto kāore e taea te whakaatu. Whakapotohia, patohia anō rānei.',
  not_signed_in: 'Kua kore koe e takiuru i konei. Tonoa he hono i tētahi kaimanaaki.',
  not_a_member: 'Kua kore koe i tēnei hapori. Mā tētahi kaimanaaki koe e whakahoki mai.',
  not_a_host: 'Mā tētahi kaimanaaki anake tēnā. Pātaia tētahi.',
  not_the_author: 'Mā tōna kaituhi anake tēnā.',
  wrong_origin:
    'Kāore te papa e tango i te mea mai i tēnei wāhitau. Whakatuwheratia mā te hono i hoatu e tētahi kaimanaaki.',
  unknown_circle: 'Kāore he hapori pēnā i konei. Pātaia te tangata nāna te wāhitau i hoatu.',
  unknown_space: gone('rōpū iti'),
  unknown_trace: gone('tapuwae'),
  unknown_member: gone('mema'),
  unknown_meeting: 'Kāore koutou e tūtaki i taua rā. Kōwhiria tētahi atu.',
  unknown_invite: `Kāore he mea e tuwhera i tēnei hono. Kua ngaro tētahi wāhanga? ${fresh}`,
  unknown_link: `Kua unuhia tēnei hono. ${fresh}`,
  invite_expired: `Kua pau te wā o tēnei hono. ${fresh}`,
  invite_used_up: `Kua pau tēnei hono. ${fresh}`,
  invite_revoked: `I unuhia tēnei hono e tētahi kaimanaaki. ${fresh}`,
  id_taken: 'He mea kē kua waiho ki tōna wāhi. Whakatikahia, ka waiho anō ai.',
  too_late: 'Kua pau ngā meneti tekau mō te whakahou kupu. Ka taea te unu, ka waiho anō ai.',
  reworded_too_often: 'Kua eke te nui o ngā whakahoutanga kupu. Ka taea te unu, ka waiho anō ai.',
  withdrawn: 'I unuhia taua tapuwae e tōna kaituhi. Kua kore e taea te aha.',
  hidden: 'I hunaia taua tapuwae e tētahi kaimanaaki. Pātaia he aha ai.',
  own_trace: 'Mā ētahi atu tēnā: he tapuwae nāu ake.',
  too_many_links: 'Kua eke te nui o ōu hono. Me mātua whakamutu tētahi.',
  last_host: 'Kia kotahi, neke atu rānei, ngā kaimanaaki o te hapori. Me mātua whakatū tētahi atu.',
  not_in_pod: 'Kāore koe i taua rōpū iti. Pātaia tētahi o roto.',
  not_here: 'Kāore tēnā e taea i te rōpū iti, i reira anake rānei.',
  too_many_pods: 'E toru ngā rōpū iti kua karangatia e koe kāore anō kia kati. Me mātua kati tētahi.',
  pod_full: 'Kua kī ōna tūnga katoa. Ka taea e koe te karanga i tāu ake rōpū iti.',
  pod_closed: 'Kua kati taua rōpū iti. Ka taea e koe te karanga i tētahi hou.',
  not_invited: 'I tukua tēnei rōpū iti ki ētahi atu. Ka taea e koe te karanga i tāu ake.',
  too_many_invited: 'Tekau mā ono kua pōwhiritia kāore anō kia whakautu. Tatari ki ētahi.',
  pattern_off: 'Kua whakawetoa tēnā e tēnei hapori. Mā tētahi kaimanaaki e whakakā.',
  too_many_buds: 'E toru kua ruia e tēnei hapori. Kua eke te nui.',
  too_many_sisters: 'Kua eke te nui o ngā whanaunga o tēnei hapori. Me mātua tuku tētahi.',
  unknown_sister: 'Kua kore taua hapori e whanaunga, kāore rānei e tuku i tēnā kia whiti.',
  sister_unreachable: `Kāore tērā hapori e whakautu ana. ${soon}`,
  not_a_promise: gone('kī taurangi'),
  unknown_story: gone('kōrero'),
  is_a_story: 'Kāore e whakahoutia ngā kupu o te kōrero. Kōrerotia anō.',
  kept: 'Kua oti kē tēnā i a koe.',
  not_an_agreement: gone('whakaaetanga'),
  not_reviewed: gone('huringa'),
  review_open: gone('huringa'),
  let_go: gone('whakaaetanga'),
  unknown_round: gone('huringa'),
  round_ended: 'I mutu te huringa i mua i te taenga mai o tāu whakautu. Ka taea te waiho hei tapuwae.',
  answered_already: `Kua whakautu kē koe i tēnei huringa, i tētahi atu pūrere pea. ${anew}`,
  answer_first: 'Mā te hunga kua whakautu, kua kape rānei tēnā. Me mātua mahi tētahi.',
  unknown_answer: gone('whakautu'),
  too_many_rounds: 'Kua eke te nui o āu huringa tuwhera. Me mātua whakamutu tētahi.',
  unknown_card: gone('kāri'),
  group_full: 'Kua eke te nui o ngā kāri kua huia ki reira. Tīmataria tētahi atu puranga.',
  unknown_gathering: gone('hui'),
  too_many_gatherings: 'Kua eke te nui o ngā hui kua whakaritea. Me mātua whakakore tētahi.',
  resume_impossible: ours,
  reload: ours,
  too_large: 'He nui rawa tēnā i te wā kotahi. Whakapotohia.',
  not_found: ours,
  too_many_requests: `He nui rawa i te wā kotahi. ${soon}`,
  internal: off,
  draining: off,
  body_broken_off: off,
  log_unavailable: off,
};

export const why = (code: Code): string => (refusals as Partial<Record<Code, string>>)[code] ?? ours;
export const saved = 'Kua tiakina.';
