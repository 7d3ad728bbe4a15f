import type { Invite, InviteInfo, InviteLink, Joined, JoinRequest, NewInvite } from '../protocol';
import { call } from './call';

/** Joining, signing out, the invites and the export of one circle. */
export function door(circle: string) {
  const at = `/api/c/${circle}`;
  return {
    look: (secret: string) => call<InviteInfo>('POST', `${at}/look`, { body: { secret } }),
    join: (request: JoinRequest) => call<Joined>('POST', `${at}/join`, { body: request }),
    signOut: () => call<void>('DELETE', `${at}/session`),
    invites: () => call<Invite[]>('GET', `${at}/invites`),
    invite: (invite: NewInvite) => call<InviteLink>('POST', `${at}/invites`, { body: invite }),
    revoke: (id: string) => call<void>('DELETE', `${at}/invites/${id}`),
    exportAt: (format: 'jsonl' | 'md' | 'zip') => `${at}/export?format=${format}`,
  };
}
