import type { ComponentChildren } from 'preact';
import { initial } from '../base/text';
import { ago, when } from '../base/time';
import type { Shown, View } from '../live/view';
import { now, timely } from '../page/clock';
import type { Member } from '../protocol';
import { words } from '../words';
import { Button } from './button';

/** What shows a person: a member's row, or a face of those who are here. */
export type Named = Pick<Member, 'name' | 'colour' | 'resting' | 'twin'>;

/** A person's disc. Hidden from screen readers, because the name is beside it. */
export function Disc({ member }: { member: Named | undefined | null }) {
  return (
    <i class={`disc c${(member?.colour ?? 0) % 12}${member?.resting ? ' rests' : ''}`} aria-hidden="true">
      {initial(member?.name ?? '')}
    </i>
  );
}

export function name(member: Named | undefined | null): string {
  const { name = words.someone, twin } = member ?? {};
  return twin ? `${name} (${twin})` : name;
}

/** The name of a trace's author; for the viewer "You". */
export function author(view: View, card: Shown | undefined): string {
  return card?.by === view.me ? words.you : name(view.members.get(card?.by ?? ''));
}

interface WhoProps {
  card: Shown;
  view: View;
  /** For lists without headings by day. */
  dated?: boolean;
  /** In place of the time. */
  note?: string | undefined | false;
  children?: ComponentChildren;
}

/** Who left a trace, and when. */
export function Who({ card, view, dated, note, children }: WhoProps) {
  const { at_ms, by } = card;
  const member = view.members.get(by);
  return (
    <p class="who">
      <Disc member={member} />
      <span>
        {author(view, card)}
        {member?.resting && <span class="hidden"> {words.resting}</span>}
      </span>
      {member?.state === 'left' && <small>{words.hasLeft}</small>}
      {member?.state === 'program' && <small>{words.aProgram}</small>}
      {card.reworded && <small>{words.reworded}</small>}
      {/* Words in the name of someone who is here themself, and may never have written them. */}
      {card.imported && !member?.imported && <small>{words.fromFile}</small>}
      {note ? <em>{note}</em> : <time>{timely.value && (dated ? when : ago)(at_ms, now.value)}</time>}
      {children}
    </p>
  );
}

/** The three dots. */
export function More({ open, set }: { open: boolean; set: (open: boolean) => void }) {
  return (
    <Button class="more" label={words.more} open={open} act={() => set(!open)}>
      <i aria-hidden="true" />
    </Button>
  );
}
