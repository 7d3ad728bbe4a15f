import type { Session } from '../../live/session';
import { StoriesPage } from './page';
import { StoryPage } from './story';

/** The stories of a board, or one of them. */
export const Stories = ({ session, id }: { session: Session; id: string | undefined }) =>
  id ? <StoryPage key={id} session={session} id={id} /> : <StoriesPage session={session} />;
