import { render } from 'preact';

render(<main>Traceboard</main>, document.getElementById('app')!);
