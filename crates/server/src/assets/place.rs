//! Which addresses the page shows something for: those that `web/src/page/route.ts` reads, and links that `mend.ts` still reads after
//! what befell them on their way. At any other one the page only leads back, so the server says that there is nothing.

use traceboard_protocol::bare_address;
use uuid::Uuid;

/// Places of a circle and of a pod, by their name alone.
const TABS: [&str; 9] = ["warm", "quiet", "host", "open", "together", "pods", "above", "stories", "search"];
/// Places of which each has one thing, by its id.
const ONES: [&str; 4] = ["trail", "gathering", "agreement", "stories"];
/// The place that has rooms, by their names.
const ROOMS: &str = "host";
/// Where a pod's places are.
const PODS: &str = "pods";
/// How long an id is, with its hyphens.
const ID_LEN: usize = 36;
/// How long it is without them, as the page's door mends it.
const SIMPLE_ID_LEN: usize = 32;

/// What follows the folder of circles, also where a link was put together with one slash too many, or its letters were changed.
pub(super) fn below_circles(path: &str) -> Option<&str> {
    let path = path.strip_prefix('/')?.trim_start_matches('/');
    let rest = path.strip_prefix("c/").or_else(|| path.strip_prefix("C/"))?;
    Some(rest.trim_start_matches('/'))
}

/// Whether the page shows what the path names. What messengers leave behind a link names nothing.
pub(super) fn leads_somewhere(path: &str) -> bool {
    let Some(rest) = below_circles(path) else { return true };
    let mut forms = [ID_LEN, SIMPLE_ID_LEN].into_iter().filter_map(|len| rest.split_at_checked(len));
    let Some((_, rest)) = forms.find(|(circle, _)| circle.parse::<Uuid>().is_ok()) else { return false };
    let rest = bare_address(rest).to_ascii_lowercase();
    if rest.contains("invite") {
        return true;
    }
    let rest = rest.split(['#', '?', '&']).next().unwrap_or_default();
    let rest = rest.trim_end_matches(|char: char| !(char.is_ascii_alphanumeric() || char == '_'));
    let parts: Vec<&str> = rest.split('/').collect();
    matches!(parts.split_first(), Some((&"", parts)) if is_place(parts))
}

fn is_place(parts: &[&str]) -> bool {
    let of_circle = match parts {
        [PODS, pod, rest @ ..] if is_id(pod) => rest,
        all => all,
    };
    match of_circle {
        [] => true,
        [tab] => TABS.contains(tab),
        [ROOMS, room] => !room.is_empty() && room.bytes().all(|byte| byte.is_ascii_lowercase()),
        [place, id] => ONES.contains(place) && is_id(id),
        _ => false,
    }
}

fn is_id(part: &str) -> bool {
    part.len() == ID_LEN && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CIRCLE: &str = "0190a6f0-0000-7000-8000-00000000000a";
    const OTHER: &str = "0190a6f0-0000-7000-8000-00000000000b";

    #[test]
    fn every_place_of_the_page_is_known() {
        let mut places: Vec<String> = TABS.iter().map(|tab| format!("/{tab}")).collect();
        places.extend(ONES.iter().map(|one| format!("/{one}/{OTHER}")));
        places.extend(["", "/", "/host/people", "/Warm", "/warm/"].map(str::to_owned));
        for place in places {
            for path in [format!("/c/{CIRCLE}{place}"), format!("/c/{CIRCLE}/pods/{OTHER}{place}")] {
                assert!(leads_somewhere(&path), "{path}");
            }
        }
    }

    #[test]
    fn what_the_page_does_not_know_leads_nowhere() {
        let of_circle = ["nowhere", "warm/extra", "quiet/x", "search/x/y", "host/People/x", "host/2", "host/people/x"];
        let of_one = ["trail", "trail/x", "gathering", "agreement/0191", "stories/x", "pods/x", "pods/0192/warm"];
        let coded = ["warm%2Fextra", "/warm", "warm,extra", "_"];
        for place in of_circle.into_iter().chain(of_one).chain(coded) {
            for path in [format!("/c/{CIRCLE}/{place}"), format!("/c/{CIRCLE}/pods/{OTHER}/{place}")] {
                assert!(!leads_somewhere(&path), "{path}");
            }
        }
        let one_part_more = format!("trail/{OTHER}/x");
        for path in [&one_part_more, &format!("pods/{OTHER}/pods/{OTHER}"), &format!("stories/{OTHER}0"), "x"] {
            assert!(!leads_somewhere(&format!("/c/{CIRCLE}/{path}")), "{path}");
        }
        assert!(!leads_somewhere(&format!("/c/{CIRCLE}x")));
        assert!(!leads_somewhere("/c/nope"));
    }

    #[test]
    fn what_messengers_do_to_a_link_names_nothing() {
        let left = [".", "//", ",", ")", "%20", "%E2%80%9D", "%3E", "%23invite=x", "/%23invite%3Dx", "/=23invite=3Dx"];
        for left in left.into_iter().chain(["/warm.", "/warm%20", "/warm%29", "&utm_source=mail", "/%3Fx=y"]) {
            assert!(leads_somewhere(&format!("/c/{CIRCLE}{left}")), "{left}");
        }
        let simple = CIRCLE.replace('-', "");
        for path in
            [format!("//c/{CIRCLE}/"), format!("/C/{CIRCLE}"), format!("/c//{CIRCLE}/"), format!("/c/{simple}/warm")]
        {
            assert!(leads_somewhere(&path), "{path}");
        }
    }

    #[test]
    fn the_places_are_just_those_that_the_page_reads() {
        let routes = include_str!("../../../../web/src/page/route.ts");
        let (tabs, ones) = (TABS.join("|"), ONES.join("|"));
        let circle_and_pod = format!("`^/c/${{id}}(?:/{PODS}/${{id}})?");
        let place = format!("(?:/(?:${{tabs}}|({ones})/${{id}}|{ROOMS}/([a-z]+))?)?\\\\W*$`");
        for part in
            [format!("const tabs = '({tabs})';"), "const id = '([0-9a-f-]{36})';".to_owned(), circle_and_pod + &place]
        {
            assert!(routes.contains(&part), "route.ts has no {part}: the server has to know the same places");
        }
    }
}
