import { initial } from '../base/text';
import type { Member } from '../protocol';
import { words } from '../words';

/** A person's disc. The name stands beside it, so that it says nothing to a screen reader. */
export function Disc({ member }: { member: Member | undefined }) {
  return (
    <i class={`disc c${(member?.colour ?? 0) % 12}`} aria-hidden="true">
      {initial(member?.name ?? '')}
    </i>
  );
}

export function name(member: Member | undefined): string {
  return member?.name ?? words.someone;
}
