// Who may do what (M86), and that nobody gets a role by a group that is missing.
#include "control/roles.hpp"

#include <unistd.h>

#include <fstream>

#include "catch.hpp"
#include "control/local_accounts.hpp"
#include "running_server.hpp"

using namespace macsec;

namespace {

constexpr uid_t somebody = 4242;

struct GroupFile {
  TemporaryDirectory directory;
  std::filesystem::path path = directory.path() / "group";

  void write(const std::string& text) {
    const auto fresh = directory.path() / "fresh";
    std::ofstream(fresh) << text;
    std::filesystem::rename(fresh, path);
  }
};

PeerCredentials in_groups(std::vector<gid_t> groups, gid_t gid = 4242) {
  return {somebody, gid, 1, std::move(groups)};
}

}  // namespace

TEST_CASE("M86: root and our own user change, groups give roles, nobody else has one", "[roles]") {
  GroupFile file;
  file.write("root:x:0:\nmacsec:x:800:somebody\nmacsec-ro:x:801:\nmacsec2:x:802:\n");
  Roles roles(file.path);
  CHECK(roles.of({0, 0, 1, {}}) == Access::change);
  CHECK(roles.of({::geteuid(), 4242, 1, {}}) == Access::change);
  CHECK(roles.of(in_groups({5, 800})) == Access::change);
  CHECK(roles.of(in_groups({800, 801})) == Access::change);
  CHECK(roles.of(in_groups({}, 800)) == Access::change);
  CHECK(roles.of(in_groups({801, 7})) == Access::read);
  CHECK(roles.of(in_groups({}, 801)) == Access::read);
  CHECK(roles.of(in_groups({802, 0})) == Access::none);  // the group of root is no role
  CHECK(roles.of(in_groups({}, 0)) == Access::none);
  CHECK(roles.of(in_groups({})) == Access::none);
  CHECK(roles.of(PeerCredentials{}) == Access::none);
}

TEST_CASE("M86: a group that is missing gives nobody its role, and counts once it is there",
          "[roles]") {
  GroupFile file;
  Roles roles(file.path);
  CHECK(roles.of(in_groups({800, 801})) == Access::none);
  CHECK(roles.of({0, 0, 1, {}}) == Access::change);
  file.write("macsec-ro:x:801:\n");
  CHECK(roles.of(in_groups({800})) == Access::none);
  CHECK(roles.of(in_groups({801})) == Access::read);
  file.write("macsec-ro:x:801:\nmacsec:x:800:\n");
  CHECK(roles.of(in_groups({800})) == Access::change);
  file.write("nonsense\n\xff:::::\nmacsec:x:notanumber:\n");
  CHECK(roles.of(in_groups({800, 801})) == Access::none);
  std::filesystem::remove(file.path);
  CHECK(roles.of(in_groups({800, 801})) == Access::none);
}

TEST_CASE("who is refused hears which group to join", "[roles]") {
  const Error error = no_access({in_groups({})});
  CHECK(error.code == Errc::permission_denied);
  CHECK(error.what == "uid 4242 may not speak to macsecd");
  CHECK(error.hint.find("usermod -aG macsec NAME") != std::string::npos);
  CHECK(error.hint.find("usermod -aG macsec-ro NAME") != std::string::npos);
  const Error reader =
      only_read_access({{0, 0, 1, {}}, Access::read, "root"}, "org.macsecd.Agent.Rekey");
  CHECK(reader.what.find("root may look") == 0);
  CHECK(reader.hint.find("usermod -aG macsec root") != std::string::npos);
}

TEST_CASE("names of users are those of the file, also after it has changed", "[roles]") {
  GroupFile passwd;
  passwd.write("root:x:0:0:root:/root:/bin/sh\n" + std::string(5000, 'x') + "\nlong:x:7:7:" +
               std::string(5000, 'y') + ":/:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/sh\n");
  UserNames names(passwd.path);
  CHECK(names.of(0) == "root");
  CHECK(names.of(7) == "long");
  CHECK(names.of(1000) == "alice");
  CHECK(names.of(1001).empty());
  passwd.write("bob:x:1000:1000::/:/bin/sh\n");
  CHECK(names.of(1000) == "bob");
  CHECK(names.of(0).empty());
  std::filesystem::remove(passwd.path);
  CHECK(names.of(1000).empty());
}
