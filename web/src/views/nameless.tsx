import type { Gathering } from '../protocol';

/** In the place of the gathering that runs, until its part is here. */
export const Nameless = ({ gathering }: { gathering: Gathering }) => <p class="running">{gathering.name}</p>;

/** Keeps the space of the rounds that wait for an answer, so that nothing below moves. */
export const NoneAsked = () => <p class="asked" />;
