import type { Gathering } from '../protocol';

/** In the place of the gathering that runs, until its part is here. */
export const Nameless = ({ gathering }: { gathering: Gathering }) => <p class="running">{gathering.name}</p>;

/** In the place of the rounds that wait for an answer: what stands below doesn't move. */
export const NoneAsked = () => <p class="asked" />;
