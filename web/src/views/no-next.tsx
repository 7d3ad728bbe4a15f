/** In the place of the next meeting until it is here: what stands below doesn't move. */
export const NoNext = () => <p class="nextmeeting" />;
