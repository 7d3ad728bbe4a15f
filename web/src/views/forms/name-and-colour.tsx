import { room } from '../../base/room';
import { COLOURS, NAME_BYTES_MAX, NAME_GRAPHEMES_MAX } from '../../protocol';
import { words } from '../../words';
import { Field } from './field';

interface Who {
  name: string;
  colour: number;
}

/** A name and one of twelve colours: all that Traceboard wants to know of a person. */
export function NameAndColour({ name, colour, change }: Who & { change: (who: Who) => void }) {
  const typed = (text: string) => {
    const line = text.replace(/[\r\n]+/g, ' ');
    change({ name: room(line, NAME_GRAPHEMES_MAX, NAME_BYTES_MAX) < 0 ? name : line, colour });
  };
  return (
    <>
      <Field label={words.yourName}>
        <input value={name} autocomplete="nickname" onInput={event => typed(event.currentTarget.value)} required />
      </Field>
      <fieldset class="colours">
        <legend>{words.yourColour}</legend>
        {Array.from({ length: COLOURS }, (_, index) => (
          <label key={words.colours[index]} class={`c${index}`}>
            <input
              type="radio"
              name="colour"
              checked={index === colour}
              onChange={() => change({ name, colour: index })}
            />
            <span class="hidden">{words.colours[index]}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
}
