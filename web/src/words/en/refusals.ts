import type { Code } from '../../protocol';

/** What to tell a person about a refusal; a code that isn't here has the last sentence. */
export const refusals: Partial<Record<Code, string>> = {
  bad_text: 'Too long, or with signs that no page can show.',
  not_signed_in: 'You are not signed in here any more. Ask a host for a link.',
  not_a_member: 'You are not with this circle any more.',
  unknown_trace: 'The board doesn’t hold that trace.',
  unknown_invite: 'This link opens nothing. Is a part of it missing?',
  invite_expired: 'This link’s time is over. Ask for a fresh one.',
  invite_used_up: 'This link is used up. Ask for a fresh one.',
  invite_revoked: 'A host took this link back. Ask for a fresh one.',
  too_late: 'The ten minutes for rewording are over.',
  withdrawn: 'Its author took that trace back.',
  hidden: 'A host hid that trace.',
  pattern_off: 'This circle has switched that off.',
  not_in_pod: 'You are not in that pod.',
  pod_full: 'All its places are taken.',
  pod_closed: 'That pod is closed.',
  too_many_pods: 'You have called three pods that aren’t closed. That is as many as one can hold.',
  not_invited: 'This pod was offered to others.',
  too_many_invited: 'Sixteen are invited and have not answered yet.',
  too_many_buds: 'This circle has seeded three. That is as many as it can.',
  kept: 'You did that already.',
  last_host: 'A circle keeps at least one host.',
  round_ended: 'The round was over before your answer came.',
  answered_already: 'You answered this round already, maybe on another device.',
  too_many_rounds: 'You have as many rounds open as you can. End one first.',
  too_many_gatherings: 'As many gatherings are planned as can be.',
  answer_first: 'That is for those who answered, or passed.',
  unknown_card: 'That card isn’t there any more.',
  group_full: 'As many cards are together there as can be.',
  too_many_requests: 'Too much at once. Try again in a moment.',
};

export const why = (code: Code): string => refusals[code] ?? 'The board didn’t take this.';
export const saved = 'Saved.';
