// Which hooks are run, with what, and what is said of those that are not or that fail.
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "catch.hpp"
#include "control/json.hpp"
#include "process.hpp"
#include "running_server.hpp"

namespace {

class Hooks {
 public:
  Hooks() { std::filesystem::create_directory(path()); }

  std::filesystem::path path() const { return directory_.path() / "notify.d"; }
  std::filesystem::path file(const std::string& name) const { return directory_.path() / name; }
  void add(const std::string& name, const std::string& body, mode_t mode = 0755) const {
    std::ofstream(path() / name) << "#!/bin/sh\n" << body << "\n";
    ::chmod((path() / name).c_str(), mode);
  }
  Run test(const std::string& event, std::vector<std::string> more = {}) const {
    std::vector<std::string> words{"run-hooks", "--directory", path().string(), "--test", event};
    words.insert(words.end(), more.begin(), more.end());
    return macsecctl(words, {}, {"PATH=/usr/bin:/bin"});
  }

 private:
  TemporaryDirectory directory_;
};

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream out;
  out << std::ifstream(file).rdbuf();
  return out.str();
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("[M80] a hook gets the event on standard input and its name in the environment",
          "[cli]") {
  const Hooks hooks;
  hooks.add("one",
            "cat >" + hooks.file("got").string() + "; echo \"$MACSECD_EVENT\"; echo two >&2");
  const Run run = hooks.test("session-lost");
  CHECK(run.status == 0);
  CHECK(run.out == (hooks.path() / "one").string() + ": done\n");
  CHECK(run.err == "one: session-lost\none: two\n");
  const auto event = macsec::Json::parse(text_of(hooks.file("got")));
  CHECK(event["event"] == "session-lost");
  CHECK(event.contains("message"));
}

TEST_CASE("only what nobody else could have put there is run, and the rest is named", "[cli]") {
  const Hooks hooks;
  const std::string mark = "touch " + hooks.file("ran-").string() + "$(basename $0)";
  hooks.add("good", mark);
  hooks.add("dotted.bak", mark);
  hooks.add("not-executable", mark, 0644);
  hooks.add("for-all", mark, 0777);
  std::filesystem::create_symlink(hooks.path() / "good", hooks.path() / "link");
  std::filesystem::create_directory(hooks.path() / "folder");
  if (::geteuid() == 0) {
    hooks.add("foreign", mark);
    REQUIRE(::chown((hooks.path() / "foreign").c_str(), 1, 1) == 0);
  }
  const Run run = hooks.test("link-up");
  CHECK(run.status == 1);
  CHECK(std::filesystem::exists(hooks.file("ran-good")));
  for (const char* name : {"dotted.bak", "not-executable", "for-all", "link", "foreign"})
    CHECK_FALSE(std::filesystem::exists(hooks.file(std::string("ran-") + name)));
  CHECK(contains(run.err, "dotted.bak has a name of other characters"));
  CHECK(contains(run.err, "not-executable is not executable"));
  CHECK(contains(run.err, "for-all may be written by others"));
  CHECK(contains(run.err, "link is no regular file"));
  CHECK(contains(run.err, "folder is no regular file"));
  if (::geteuid() == 0) CHECK(contains(run.err, "foreign does not belong to root"));
}

TEST_CASE("nothing is run in a directory that others can write to", "[cli]") {
  const Hooks hooks;
  hooks.add("good", "true");
  ::chmod(hooks.path().c_str(), 0777);
  const Run run = hooks.test("link-up");
  CHECK(run.status == macsec::exit_status(macsec::Errc::illegal_param));
  CHECK(contains(run.err, "may be written by others (chmod go-w): nothing in it is run"));
}

TEST_CASE("a hook that fails, dies or hangs is told, and what it started ends with it", "[cli]") {
  const Hooks hooks;
  hooks.add("fails", "exit 3");
  hooks.add("dies", "kill -SEGV $$");
  hooks.add("hangs",
            "sleep 600 & echo $! >" + hooks.file("pid").string() + "; trap '' TERM; wait; wait");
  hooks.add("silent", "exec sleep 600");
  std::ofstream(hooks.path() / "no-program") << "#!/no/such/interpreter\n";
  ::chmod((hooks.path() / "no-program").c_str(), 0755);
  const auto before = std::chrono::steady_clock::now();
  const Run run = hooks.test("link-up", {"--timeout", "300ms", "--json"});
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(30));
  CHECK(run.status == 1);
  std::map<std::string, std::string> faults;
  const auto results = macsec::Json::parse(run.out);
  for (const auto& result : results["hooks"])
    faults[std::filesystem::path(result["hook"].get<std::string>()).filename().string()] =
        result["fault"];
  CHECK(faults["fails"] == "it failed with status 3");
  CHECK(faults["dies"] == "it was ended by signal SEGV");
  CHECK(faults["hangs"] == "it was ended after 300 ms");
  CHECK(faults["silent"] == "it was ended after 300 ms");
  CHECK(faults["no-program"] == "it cannot be started: No such file or directory");
  const int left = std::stoi(text_of(hooks.file("pid")));
  CHECK(::kill(left, 0) != 0);
}

TEST_CASE("a hook that prints without end is read, and cut", "[cli]") {
  const Hooks hooks;
  hooks.add("loud", "seq 1 100000");
  hooks.add("long", "head -c 100000 /dev/zero | tr '\\0' x");
  const Run run = hooks.test("link-up", {"--timeout", "20s"});
  CHECK(run.status == 0);
  CHECK(contains(run.err, "loud: 200\n"));
  CHECK_FALSE(contains(run.err, "loud: 201\n"));
  CHECK(contains(run.err, "loud: 99800 more lines were left out\n"));
  CHECK(run.err.size() < 10000);
}

TEST_CASE("without hooks the test of them says so", "[cli]") {
  const Hooks hooks;
  CHECK(contains(hooks.test("link-up").err, "has no hook that can be run"));
}
