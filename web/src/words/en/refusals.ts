import type { Code } from '../../protocol';

const anew = 'Load the page anew.';
const soon = 'Try again in a moment.';
const fresh = 'Ask a host for a fresh one.';
const off = `The board can’t do that just now. ${soon}`;
const ours = `The page asked for something that the board doesn’t know. ${anew}`;
const gone = (what: string) => `That ${what} isn’t there any more. ${anew}`;

/** Those of photos come with their part; a page never uses a wrong method. */
type Later = 'unknown_photo' | 'not_a_photo' | 'too_many_photos' | 'method_not_allowed';

/** What to tell a person about each refusal: what happened, and what they can do. */
export const refusals: Record<Exclude<Code, Later>, string> = {
  bad_request: ours,
  bad_text: 'Too long, or with signs that no page can show. Shorten it, or type it anew.',
  not_signed_in: 'You are not signed in here any more. Ask a host for a link.',
  not_a_member: 'You are not with this circle any more. A host can let you back in.',
  not_a_host: 'Only a host can do that. Ask one.',
  not_the_author: 'Only its author can do that.',
  wrong_origin: 'The board takes nothing from this address. Open it by a link that a host gave you.',
  unknown_circle: 'There is no such circle here. Ask whoever gave you its address.',
  unknown_space: gone('pod'),
  unknown_trace: gone('trace'),
  unknown_member: gone('member'),
  unknown_meeting: 'No meeting falls on that day. Choose another one.',
  unknown_invite: `This link opens nothing. Is a part of it missing? ${fresh}`,
  unknown_link: `This link was taken back. ${fresh}`,
  invite_expired: `This link’s time is over. ${fresh}`,
  invite_used_up: `This link is used up. ${fresh}`,
  invite_revoked: `A host took this link back. ${fresh}`,
  id_taken: 'Something else was left in its place. Edit it, and leave it once more.',
  too_late: 'The ten minutes for rewording are over. You can take it back, and leave it anew.',
  reworded_too_often: 'It was reworded as often as it can be. You can take it back, and leave it anew.',
  withdrawn: 'Its author took that trace back. Nothing more can be done with it.',
  hidden: 'A host hid that trace. Ask a host why.',
  own_trace: 'That is for others: it is a trace of your own.',
  too_many_links: 'You have as many links as you can. End one first.',
  last_host: 'A circle keeps at least one host. Make somebody else a host first.',
  not_in_pod: 'You are not in that pod. Ask somebody who is.',
  not_here: 'That can’t be done in a pod, or only there.',
  too_many_pods: 'You have called three pods that aren’t closed. Close one first.',
  pod_full: 'All its places are taken. You can call a pod of your own.',
  pod_closed: 'That pod is closed. You can call a new one.',
  not_invited: 'This pod was offered to others. You can call one of your own.',
  too_many_invited: 'Sixteen are invited and have not answered yet. Wait for some of them.',
  pattern_off: 'This circle has switched that off. A host can switch it on.',
  too_many_buds: 'This circle has seeded three. That is as many as it can.',
  too_many_sisters: 'This circle has as many sisters as it can. Let one go first.',
  unknown_sister: 'That circle is no sister any more, or lets that not cross.',
  sister_unreachable: `The other circle doesn’t answer. ${soon}`,
  not_a_promise: gone('promise'),
  unknown_story: gone('story'),
  is_a_story: 'A story isn’t reworded. Tell it anew.',
  kept: 'You did that already.',
  not_an_agreement: gone('agreement'),
  not_reviewed: gone('review'),
  review_open: gone('review'),
  let_go: gone('agreement'),
  unknown_round: gone('round'),
  round_ended: 'The round was over before your answer came. You can leave it as a trace.',
  answered_already: `You answered this round already, maybe on another device. ${anew}`,
  answer_first: 'That is for those who answered, or passed. Do one of both first.',
  unknown_answer: gone('answer'),
  too_many_rounds: 'You have as many rounds open as you can. End one first.',
  unknown_card: gone('card'),
  group_full: 'As many cards are together there as can be. Begin another group.',
  unknown_gathering: gone('gathering'),
  too_many_gatherings: 'As many gatherings are planned as can be. Cancel one first.',
  resume_impossible: ours,
  reload: ours,
  too_large: 'That is too much at once. Shorten it.',
  not_found: ours,
  too_many_requests: `Too much at once. ${soon}`,
  internal: off,
  draining: off,
  body_broken_off: off,
  log_unavailable: off,
};

export const why = (code: Code): string => (refusals as Partial<Record<Code, string>>)[code] ?? ours;
export const saved = 'Saved.';
