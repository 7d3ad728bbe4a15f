import { beginning } from '../../base/text';
import { closeSheet, type Sheet as Open } from '../../page/desk';
import { words } from '../../words';
import { Button } from '../button';

/** Asks once more before something that others will notice. */
export function Sure({ what, erases, yes, act }: Extract<Open, { of: 'sure' }>) {
  const go = () => {
    closeSheet();
    act();
  };
  return (
    <>
      {what && <blockquote dir="auto">{beginning(what, 140)}</blockquote>}
      {erases && <p class="quiet">{words.withdrawMeans}</p>}
      <div class="row">
        <Button class="plain" act={closeSheet}>
          {words.cancel}
        </Button>
        <Button class="solid" act={go}>
          {yes}
        </Button>
      </div>
    </>
  );
}
