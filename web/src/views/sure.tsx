import { beginning } from '../base/text';
import { type Sheet as Open, sheet } from '../page/desk';
import { words } from '../words';
import { Sheet } from './sheet';

/** Asks once more before something that others will notice. */
export function Sure({ question, what, yes, act }: Extract<Open, { of: 'sure' }>) {
  const close = () => {
    sheet.value = null;
  };
  const go = () => {
    close();
    act();
  };
  return (
    <Sheet label={question} close={close} class="sure">
      <h2>{question}</h2>
      {what && <blockquote dir="auto">{beginning(what, 140)}</blockquote>}
      <div class="row">
        <button type="button" class="plain" onClick={close}>
          {words.cancel}
        </button>
        <button type="button" class="solid" onClick={go}>
          {yes}
        </button>
      </div>
    </Sheet>
  );
}
