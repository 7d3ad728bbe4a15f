import type { Invite } from '../../protocol';

/** The invites that still let somebody in. */
export const open = (invites: readonly Invite[], now_ms: number): Invite[] =>
  invites.filter(one => !one.revoked && one.expires_at_ms > now_ms && one.uses < one.uses_max);

/** Whether it lets newcomers in: any other is one person's, for a device of theirs. */
export const forNewcomers = ({ member }: Invite): boolean => member === null;
