/** Keeps the space of the next meeting until it is loaded, so that nothing below moves. */
export const NoNext = () => <p class="nextmeeting" />;
