#include <set>
#include <string>

#include "catch.hpp"
#include "mka/output.hpp"
#include "mka/status.hpp"

namespace mka {
namespace {

// Every value has a word of its own, made of the letters given.
template <typename E>
void check_names(E last, std::string_view letters) {
  std::set<std::string_view> names;
  for (unsigned i = 0; i <= static_cast<unsigned>(last); ++i) {
    const std::string_view name = to_string(static_cast<E>(i));
    CAPTURE(i, name);
    CHECK_FALSE(name.empty());
    CHECK(name.find_first_not_of(letters) == std::string_view::npos);
    CHECK(names.insert(name).second);
  }
}

constexpr std::string_view lower = "abcdefghijklmnopqrstuvwxyz";
const std::string counter_letters = std::string(lower) + "_4";
const std::string word_letters = std::string(lower) + "-";

}  // namespace

TEST_CASE("every reason, event and state has a name", "[names]") {
  check_names(DropReason::peer_table_full, counter_letters);
  check_names(RefuseReason::distributed_cak, counter_letters);
  check_names(NewSakReason::restarted, word_letters);
  check_names(EventKind::no_progress, word_letters);
  check_names(Stall::peer_does_not_list_us, word_letters);
  check_names(CknMatch::ignore_trailing_zeros, word_letters);
  check_names(SsciMode::by_live_list, word_letters);
  check_names(CpState::retire, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

TEST_CASE("names are spelled as programs expect them", "[names]") {
  CHECK(to_string(DropReason::not_multiple_of_4) == "not_multiple_of_4");
  CHECK(to_string(RefuseReason::unwrap_failed) == "unwrap_failed");
  CHECK(to_string(NewSakReason::packet_numbers_low) == "packet-numbers-low");
  CHECK(to_string(EventKind::peer_live) == "peer-live");
  CHECK(to_string(CpState::receive) == "RECEIVE");
}

}  // namespace mka
