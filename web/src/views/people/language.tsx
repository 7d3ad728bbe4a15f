import { speak } from '../../page/language';
import { words } from '../../words';
import { type LanguageCode, languages } from '../../words/languages';

/** In which language the page speaks. Each stands there by its own name, for who can't read the one that is shown. */
export function LanguageField() {
  return (
    <label class="field">
      <span>{words.language}</span>
      <select value={words.locale} onChange={event => speak(event.currentTarget.value as LanguageCode)}>
        {Object.entries(languages).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
