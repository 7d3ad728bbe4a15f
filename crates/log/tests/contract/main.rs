//! What every store promises. A third store is one line more at the end, and a world to run it in.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod append;
mod beside;
mod bodies;
mod formats;
mod photos;
mod resume;
mod settling;
mod tailing;
mod world;

macro_rules! contract {
    ($store:ident: $world:ty) => {
        mod $store {
            contract! { @ $world;
                append:
                    entries_are_dense_and_in_order
                    a_repeat_gets_the_first_answer
                    an_entry_is_found_by_its_id_without_an_append
                    the_same_id_with_other_content_is_refused_and_holds_nothing_up
                    a_repeat_within_a_batch_is_appended_once
                    concurrent_retries_through_two_servers_append_once
                    two_founders_or_guests_for_the_last_place_cannot_both_win
                    two_appenders_keep_their_own_order_and_lose_nothing
                    logs_of_a_store_are_independent
                    entries_out_of_bounds_are_refused_and_not_appended
                    the_largest_batch_fits
                    stamps_go_back_only_where_the_clock_was_ahead
                    acked_entries_survive_a_kill
                    a_closed_log_says_so
                    a_store_says_how_durable_an_ack_is;
                resume:
                    resuming_works_before_and_at_the_head_and_not_after_it
                    resuming_works_across_an_ended_term_and_not_past_its_end
                    resuming_from_a_foreign_term_is_refused
                    resuming_anywhere_is_refused_after_everything_was_deleted
                    resuming_an_empty_log_is_refused
                    pages_are_bounded_and_join_without_a_gap;
                bodies:
                    an_erased_body_is_never_read_again
                    an_erased_body_does_not_come_back_with_a_repeat
                    a_concealed_body_is_marked_until_it_is_revealed
                    an_entry_that_conceals_itself_is_open_to_nobody
                    touches_and_their_entry_are_one_commit
                    a_touch_without_an_entry_is_published_to_watchers
                    erased_words_leave_the_files;
                photos:
                    a_photo_is_kept_once_and_read_by_every_server
                    a_photo_out_of_bounds_is_refused
                    a_photo_that_no_entry_holds_is_swept
                    so_many_photos_wait_and_no_more
                    a_photo_goes_with_the_last_body_that_holds_it
                    erased_photos_leave_the_files;
                tailing:
                    a_tail_yields_history_and_then_new_entries_each_once
                    a_tail_is_complete_across_lag_and_lost_connections
                    a_lost_last_publication_is_found
                    a_cancelled_wait_loses_nothing
                    a_tail_continues_across_a_new_term
                    a_tail_ends_after_everything_was_deleted
                    signals_reach_every_server;
                formats:
                    a_log_remembers_its_highest_format
                    an_entry_below_the_highest_format_is_refused_and_not_appended
                    a_conflict_raises_no_format;
                settling:
                    a_log_with_words_to_clean_up_is_listed_until_it_is_settled
                    settling_an_earlier_entry_leaves_a_later_one_waiting
                    a_repeat_unsettles_nothing;
                beside:
                    bodies_are_read_by_id_as_they_are_now
                    the_largest_number_of_bodies_is_read_at_once
                    the_last_checkpoint_is_kept_beside_its_log
                    a_checkpoint_out_of_bounds_is_refused
                    a_probe_is_a_write_that_nobody_sees
                    publications_arrive;
            }
        }
    };
    (@ $world:ty; $($subject:ident: $($test:ident)+;)+) => { $($(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $test() -> anyhow::Result<()> {
            let mut world = <$world as crate::world::World>::start().await?;
            crate::world::within(crate::$subject::$test(&mut world)).await
        }
    )+)+ };
}

contract!(embedded: crate::world::Embedded);
contract!(redis: crate::world::Redis);
