import { COUNTER_FROM, room } from '../../base/room';
import { TEXT_BYTES_MAX, TEXT_GRAPHEMES_MAX } from '../../protocol';

/** How much more of a text fits. */
export const roomOf = (text: string): number => room(text.trim(), TEXT_GRAPHEMES_MAX, TEXT_BYTES_MAX);

interface Props {
  label: string;
  hint?: string;
  text: string;
  write: (text: string) => void;
}

/** A labelled field for words, and how much more fits in it where that is little. */
export function Writing({ label, hint, text, write }: Props) {
  const left = roomOf(text);
  return (
    <label class="writing">
      <span class="prompt">{label}</span>
      <textarea
        class="write"
        dir="auto"
        rows={2}
        placeholder={hint}
        value={text}
        onInput={event => write(event.currentTarget.value)}
      />
      <span class={left < 0 ? 'left over' : 'left'} role="status">
        {left <= COUNTER_FROM ? left : ''}
      </span>
    </label>
  );
}
