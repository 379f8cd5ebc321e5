// Every step of every change of the vault goes wrong once: a crash, a full disk, a bad disk. The
// next start finds the old or the new, and all secrets usable.
#include "catch.hpp"
#include "faults.hpp"
#include "keys.hpp"
#include "vault_home.hpp"

using namespace macsecd;
using test::cak;
using test::ckn;
using test::VaultHome;

namespace {

struct Mark {
  static constexpr const char* facet = "mark";
  static std::optional<Mark> from(const macsec::Json&) { return Mark{}; }
};
macsec::Json to_json(const Mark&) { return true; }

bool is(OpenVault& open, std::string_view name, std::uint8_t octet) {
  const auto back = open.read(name);
  return back && back->matches(cak(octet));
}

struct Change {
  const char* name;
  int points;                            // at least
  std::function<bool(VaultHome&)> make;  // true: acknowledged
  std::function<bool(OpenVault&)> is_old;
  std::function<bool(OpenVault&)> is_new;
};

bool in(VaultHome& home, const std::function<bool(OpenVault&)>& use) {
  bool done = false;
  (void)home.try_with([&](OpenVault& open) { done = use(open); });
  return done;
}

bool all_there(OpenVault& open) {
  for (std::uint8_t i = 1; i <= 6; ++i)
    if (!is(open, "s" + std::to_string(i), i)) return false;
  return true;
}

const Change changes[] = {
    {"store", 10,
     [](VaultHome& home) {
       return in(home, [](OpenVault& open) { return bool(open.store("new", ckn("01"), cak(9))); });
     },
     [](OpenVault& open) { return all_there(open) && open.find("new") == nullptr; },
     [](OpenVault& open) { return all_there(open) && is(open, "new", 9); }},
    {"replace", 11,
     [](VaultHome& home) {
       return in(home, [](OpenVault& open) { return bool(open.store("x", ckn("01"), cak(9))); });
     },
     [](OpenVault& open) { return all_there(open) && is(open, "x", 8); },
     [](OpenVault& open) { return all_there(open) && is(open, "x", 9); }},
    {"remove", 6,
     [](VaultHome& home) {
       return in(home, [](OpenVault& open) { return bool(open.remove("x")); });
     },
     [](OpenVault& open) { return all_there(open) && is(open, "x", 8); },
     [](OpenVault& open) { return all_there(open) && open.find("x") == nullptr; }},
    {"copy", 10,
     [](VaultHome& home) {
       return in(home, [](OpenVault& open) { return bool(open.copy("s1", "new")); });
     },
     [](OpenVault& open) { return all_there(open) && open.find("new") == nullptr; },
     [](OpenVault& open) { return all_there(open) && is(open, "new", 1); }},
    {"metadata", 5,
     [](VaultHome& home) {
       return in(home, [](OpenVault& open) { return bool(open.set("x", Mark{})); });
     },
     [](OpenVault& open) { return all_there(open) && !open.find("x")->get<Mark>(); },
     [](OpenVault& open) { return all_there(open) && open.find("x")->get<Mark>(); }},
    {"rewrap", 60, [](VaultHome& home) { return home.rewrap_whole("file"); },
     [](OpenVault& open) { return all_there(open) && is(open, "x", 8); },
     [](OpenVault& open) { return all_there(open) && is(open, "x", 8); }},
};

}  // namespace

TEST_CASE("[M75, M89] whatever step of a change goes wrong, the next start reads old or new") {
  const auto fault = GENERATE(test::Fault::crash, test::Fault::no_space, test::Fault::io_error);
  for (const Change& change : changes) {
    int points = 0;
    for (bool reached = true; reached; ++points) {
      test::FaultInjector faults(fault, points);
      VaultHome home(faults.hook());
      home.with([](OpenVault& open) {
        for (std::uint8_t i = 1; i <= 6; ++i)
          REQUIRE(open.store("s" + std::to_string(i), ckn("01"), cak(i)));
        REQUIRE(open.store("x", ckn("01"), cak(8)));
      });
      faults.arm();
      bool acknowledged = false;
      bool crashed = false;
      try {
        acknowledged = change.make(home);
      } catch (const test::Crash&) {
        crashed = true;
      }
      reached = faults.disarm();
      INFO(change.name << ", fault " << static_cast<int>(fault) << " at " << points);
      if (!crashed) {  // the agent goes on, and the same may be tried again
        home.with([&](OpenVault& open) {
          CHECK((acknowledged ? change.is_new(open) : change.is_old(open)));
        });
        home.go_on();
        if (!acknowledged && points % 2 == 0) acknowledged = change.make(home);
      }
      home.restart();
      home.with([&](OpenVault& open) {
        CHECK((change.is_new(open) || (!acknowledged && change.is_old(open))));
      });
      home.go_on();
      home.with([&](OpenVault& open) { CHECK(all_there(open)); });
      CHECK_FALSE(home.vault().keyring()->previous);
      CHECK(home.vault().unreadable().empty());
      home.restart();  // and nothing is left over
      home.with([&](OpenVault& open) { CHECK(all_there(open)); });
      CHECK(home.records().size() == home.vault().list().size());
      CHECK(home.master_key_files().size() == 1);
    }
    INFO(change.name);
    CHECK(points > change.points);  // one more: the last was not reached
  }
}

TEST_CASE("[M75] whatever step of the first start goes wrong, the next one makes what is missing") {
  const auto fault = GENERATE(test::Fault::crash, test::Fault::no_space, test::Fault::io_error);
  int points = 0;
  for (bool reached = true; reached; ++points) {
    test::FaultInjector faults(fault, points);
    VaultHome home(faults.hook(), VaultHome::Start::later);
    faults.arm();
    try {
      if (home.try_restart())
        (void)home.try_with([](OpenVault& open) { (void)open.store("a", ckn("01"), cak(1)); });
    } catch (const test::Crash&) {
    }
    reached = faults.disarm();
    INFO("fault " << static_cast<int>(fault) << " at " << points);
    home.restart();
    home.with([](OpenVault& open) {
      if (open.find("a") == nullptr) REQUIRE(open.store("a", ckn("01"), cak(1)));
      CHECK(is(open, "a", 1));
    });
    CHECK(home.records().size() == 1);
    CHECK(home.master_key_files().size() == 1);
  }
  CHECK(points > 20);
}
