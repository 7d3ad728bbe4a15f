// Stories.
import { list, plural } from './numbers';

export const stories = 'Stories';
export const story = 'A story';
export const retell = 'Tell it anew';
export const askToTell = 'Ask to tell it outside';
export const askedToTell = 'Its author is asked, and nobody else is told.';
export const readStory = 'Read the story';
export const tellStory = 'Tell a story';
export const goOnTelling = 'Go on with your story';
export const noStories =
  'No story yet. Pick traces of many, put them in an order, and write between them how one thing led to another.';
export const olderStories = 'Older stories';
export const toldBy = (name: string, when: string) => `told by ${name}, ${when}`;
/** Oneself within a sentence. */
export const youToo = 'you';
export const withWordsOf = (names: string[]) => `With the words of ${list.format(names)}.`;
export const noSuchStory = 'The board doesn’t hold that story, or it isn’t shown any more.';
export const notSentYet = 'On its way: the others see it once you are connected.';
export const gap = { withdrawn: 'Taken back by its author', hidden: 'Hidden by a host', gone: 'Not on this board' };
export const storyTitle = 'Its title';
export const titleHint = 'What is it about?';
export const storyWords = 'Your words here';
export const wordsHint = 'How did it go on?';
export const writeHere = 'Write here';
export const addTraces = 'Add traces';
export const addThese = (count: number) => (count > 0 ? `Add ${plural(count, 'trace', 'traces')}` : 'Pick traces');
export const moveUp = 'Move up';
export const moveDown = 'Move down';
export const dragIt = 'Drag to move';
export const dropPart = 'Take out';
export const tellIt = 'Tell it';
export const retellIt = 'Tell it so';
export const storyTooLong = 'Its words are more than a story holds: about three thousand. Tell two.';
export const tooLongHere = 'That is a lot at one place. Let a trace stand between.';
export const emptyTelling = 'Add traces, and write between them.';
export const storyTold = 'The story is told.';
export const cite = 'Put into a story';
export const citedNow = 'It stands in your story.';
export const storyFull = 'A story holds a hundred traces.';
export const takeAlong = 'Take it along';
export const asHtml = 'As a page (HTML)';
export const asMd = 'As text (Markdown)';
export const shareStory = 'Share outside';
export const shareLead =
  'Whoever has the link reads this story, with all names and words in it, without coming in. You can take it back at any time.';
export const sharedLead = 'A link is out: whoever has it reads this story.';
export const makeStoryLink = 'Make a link';
export const newLink = 'Make a new link';
export const newLinkSure = 'Make a new link? The one that is out leads nowhere then.';
export const unshare = 'Take the link back';
export const unshareSure = 'Take the link back? Whoever follows it reads nothing any more.';
export const storyLink = 'The story’s link';
export const storyLinkOnce = 'It is shown only now.';
export const unsharedNow = 'The link leads nowhere any more.';
export const grewFromSister = 'from';
export const ofCircle = (circle: string) => `in ${circle}`;
export const crossing = 'Sister circles';
export const crossLead =
  'Nobody outside reads it. You can let sister circles read it, with your name and all words in it.';
export const crossesLead = 'Sister circles read this story.';
export const letCross = 'Let it cross';
export const letCrossNoMore = 'Don’t let it cross any more';
