import { useEffect } from 'preact/hooks';
import { loadMembers } from '../../live/members';
import type { Search, Span } from '../../live/search';
import type { Session } from '../../live/session';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Button } from '../button';
import { Link } from '../link';
import { name } from '../person';

const SPANS = ['any', 'today', 'week', 'month', 'days'] as const;

interface Props {
  session: Session;
  search: Search;
}

/** Who, when, and whether somebody could still take it up. */
export function Filters({ session, search }: Props) {
  const view = session.view.value!;
  const { by, span, from, to, open } = search.sought.value;
  // Everybody can be picked, not only those whose traces are here.
  useEffect(() => void session.load(loadMembers).catch(() => {}), [session.began.value]);
  const people = [...view.members.values()].sort((a, b) => name(a).localeCompare(name(b), words.locale));
  return (
    <div class="filters">
      <label class={by ? 'filter of held' : 'filter of'}>
        <span class="hidden">{words.whoLeft}</span>
        <select value={by} onChange={event => search.change({ by: event.currentTarget.value })}>
          <option value="">{words.fromAnyone}</option>
          {people.map(member => (
            <option key={member.id} value={member.id}>
              {member.id === view.me ? words.you : name(member)}
            </option>
          ))}
        </select>
      </label>
      <label class={span === 'any' ? 'filter of' : 'filter of held'}>
        <span class="hidden">{words.whenLeft}</span>
        <select value={span} onChange={event => search.change({ span: event.currentTarget.value as Span })}>
          {SPANS.map(each => (
            <option key={each} value={each}>
              {words.spans[each]}
            </option>
          ))}
        </select>
      </label>
      {session.isOn('open_ends') && (
        <Button class="filter" pressed={open} act={() => search.change({ open: !open })}>
          {words.stillOpen}
        </Button>
      )}
      {span === 'days' && (
        <fieldset class="days-between">
          <legend class="hidden">{words.spans.days}</legend>
          <label>
            {words.sinceDay}
            <input type="date" value={from} onChange={event => search.change({ from: event.currentTarget.value })} />
          </label>
          <label>
            {words.tillDay}
            <input type="date" value={to} onChange={event => search.change({ to: event.currentTarget.value })} />
          </label>
        </fieldset>
      )}
    </div>
  );
}

/** The circle, and the pods that one is in: each is a space of its own. */
export function Spaces({ session }: { session: Session }) {
  const circle = session.circle ?? session;
  const { pods, own_pods = [] } = circle.view.value!;
  const own = own_pods.flatMap(id => pods.find(pod => pod.id === id) ?? []);
  if (!session.pod && own.length === 0) return null;
  const places = [
    { id: undefined, to: paths.search(circle.id), label: words.wholeCircle },
    ...own.map(({ id, intention }) => ({ id, to: paths.search(`${circle.id}/pods/${id}`), label: intention })),
  ];
  return (
    <nav class="filters" aria-label={words.searchWhere}>
      {places.map(({ id, to, label }) => (
        <Link key={to} to={to} class="filter" aria-current={id === session.pod ? 'page' : undefined}>
          <bdi>{label}</bdi>
        </Link>
      ))}
    </nav>
  );
}
