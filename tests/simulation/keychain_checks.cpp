// The judge of keychains is shown what it is there to find, and what it must not take for it.
#include "keychain_watch.hpp"
#include "stories.hpp"

using namespace sim;
using Catch::Matchers::Contains;

namespace {

const auto ckn_of = [](const char* hex) { return *mka::Ckn::from_hex(hex); };

struct Watched : Pair {
  Watched() : watch(world, {&left, &right}) { world.link_up(); }

  // The keys of both ends, the newest last; and what is found meanwhile.
  void share(const std::vector<const char*>& ckns) {
    for (const char* ckn : ckns) world.share_key(left, right, ckn);
  }
  std::string found_within(mka::Duration duration) {
    try {
      world.run_for(duration);
    } catch (const Violation& violation) {
      const std::string text = violation.what();
      return text.substr(text.find("=>"));
    }
    return "nothing";
  }

  KeychainWatch watch;
};

}  // namespace

TEST_CASE("traffic that stops though a shared key works is found", "[checks]") {
  Watched w;
  w.share({"01", "02"});
  CHECK(w.found_within(30s) == "nothing");
  CHECK(w.watch.owed());
  w.right.secy().apply(mka::SecyOp(mka::DeleteReceiveSc{w.left.sci()}));
  CHECK_THAT(w.found_within(1s), Contains("refuses data of left") && Contains("works: 01 02"));
}

TEST_CASE("traffic held back though a shared key works is found", "[checks]") {
  Watched w;
  w.share({"01"});
  CHECK(w.found_within(30s) == "nothing");
  for (unsigned an = 0; an < 4; ++an)
    w.left.secy().apply(mka::SecyOp(mka::DeleteTransmitSa{mka::An::from_bits(an)}));
  CHECK_THAT(w.found_within(1s), Contains("holds data back"));
}

TEST_CASE("an older key than the newest shared one is found", "[checks]") {
  Watched w;
  w.world.network().mute(ckn_of("02"));  // and the judge is not told
  w.share({"01", "02"});
  CHECK_THAT(w.found_within(30s), Contains("not secured under the newest shared key 02"));
}

TEST_CASE("a shared key that does not secure in time is found", "[checks]") {
  Watched w;
  w.world.network().mute(ckn_of("01"));
  w.share({"01"});
  CHECK(w.found_within(KeychainWatch::due_after) == "nothing");
  CHECK_THAT(w.found_within(10s), Contains("not secured, though all share 01"));
}

TEST_CASE("traffic is not owed where nothing is shared any more", "[checks]") {
  Watched w;
  w.share({"01"});
  CHECK(w.found_within(30s) == "nothing");
  w.right.disassociate("01");
  w.watch.look();
  CHECK_FALSE(w.watch.owed());
  CHECK(w.found_within(30s) == "nothing");
}

TEST_CASE("what is seen of a key that was silent is not trusted at once", "[checks]") {
  Watched w;
  w.share({"01"});
  CHECK(w.found_within(30s) == "nothing");
  w.watch.mute("01");
  CHECK_FALSE(w.watch.owed());
  w.world.run_for(3s);
  w.watch.unmute("01");  // the ends have not missed each other yet
  CHECK_FALSE(w.watch.owed());
  CHECK(w.found_within(30s) == "nothing");
  CHECK(w.watch.owed());
}
