#include "state.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>
#include <set>

#include "control/unique_fd.hpp"
#include "members.hpp"
#include "saved_interface_conf.hpp"
#include "saved_key.hpp"
#include "saved_rotation.hpp"
#include "spelling.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Error;
using macsec::Failure;
using macsec::Json;
using macsec::Result;
namespace fs = std::filesystem;

constexpr int version = 1;
// 1000 connections with three keys each are below 1 MiB.
constexpr std::uintmax_t largest_index = 16u << 20;
constexpr const char* index_name = "connections.json";
constexpr const char* keys_name = "keys";

Error problem(std::string what, std::string hint = "see the manual, section FILES") {
  return {Errc::internal, std::move(what), std::move(hint)};
}

Json key_entries(const Keychain& keys) {
  Json out = Json::array();
  for (const Key& key : keys.keys()) out.push_back(to_json(key));
  return out;
}

Json to_json(const SavedConnection& connection) {
  Json out = to_json(connection.settings);
  out["createdDevice"] = connection.created_device;
  out["securedOnce"] = connection.secured_once;
  out.update(to_json(connection.device));
  out["keys"] = key_entries(connection.keys);
  out["createdClsact"] = connection.created_clsact;
  if (connection.parent_before) out["parentBefore"] = macsecd::to_json(*connection.parent_before);
  if (connection.rotation) out["rotation"] = to_json(*connection.rotation);
  if (connection.clear_traffic != ClearTraffic{})
    out["clearTraffic"] = to_json(connection.clear_traffic);
  if (!connection.lag.empty()) out["lagName"] = connection.lag;
  return out;
}

// Only a file of the right size that nobody else can write is a CAK.
std::optional<mka::Cak> read_key(const fs::path& file) {
  const macsec::UniqueFd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat about {};
  if (!fd || ::fstat(fd.get(), &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
  if ((about.st_mode & 077) != 0 || about.st_uid != ::geteuid()) return std::nullopt;
  if (about.st_size != 16 && about.st_size != 32) return std::nullopt;
  std::array<std::uint8_t, 32> octets{};
  const auto got = ::read(fd.get(), octets.data(), octets.size());
  std::optional<mka::Cak> cak;
  if (got == about.st_size)
    cak = mka::Cak::copy_from(std::span(octets).first(static_cast<std::size_t>(got)));
  OPENSSL_cleanse(octets.data(), octets.size());
  return cak;
}

std::string name_in(const Json& entry) {
  const auto at = entry.is_object() ? entry.find("connectionName") : entry.end();
  return at != entry.end() && at->is_string() ? at->get<std::string>() : std::string("(no name)");
}

}  // namespace

State::State(fs::path directory, BeforeStep before)
    : directory_(std::move(directory)), before_(std::move(before)) {}

fs::path State::key_file(const std::string& connection, const mka::Ckn& ckn) const {
  return directory_ / keys_name / connection / ckn.hex();
}

Result<State::Loaded> State::load() {
  for (const fs::path& path : {directory_, directory_ / keys_name})
    if (auto made = private_directory(path); !made) return Failure{made.error()};
  Loaded loaded;
  const Json index = read_index(loaded);
  const bool legible = loaded.problems.empty();
  for (const Json& entry : index) load_connection(entry, loaded);
  if (legible) remove_orphans(loaded);
  return loaded;
}

// The list of entries. A file that cannot be read as one is moved aside, with its keys kept.
Json State::read_index(Loaded& into) {
  const fs::path file = directory_ / index_name;
  std::error_code missing;
  const auto size = fs::file_size(file, missing);
  if (missing == std::errc::no_such_file_or_directory) return Json::array();
  if (!missing && size <= largest_index) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_object() && json.value("version", Json()) == version &&
        json.value("connections", Json()).is_array()) {
      load_lags(json.value("lags", Json::array()), into);
      return json["connections"];
    }
  }
  const fs::path aside = file.string() + ".bad";
  std::error_code failed;
  fs::rename(file, aside, failed);
  into.problems.push_back(problem(file.string() + " is damaged, or of another version",
                                  "it was moved to " + aside.string() + "; its keys are kept"));
  return Json::array();
}

void State::load_lags(const Json& entries, Loaded& into) {
  for (const Json& entry : entries.is_array() ? entries : Json::array()) {
    auto lag = saved_lag_from(entry);
    if (lag) {
      lags_.push_back(*std::move(lag));
      continue;
    }
    unreadable_lags_.push_back(entry);
    into.problems.push_back(within("a stored LAG", lag.error()));
  }
}

void State::load_connection(const Json& entry, Loaded& into) {
  auto settings = settings_from(entry);
  bool doubled = false;
  if (settings)
    for (const auto& other : into.connections)
      doubled = doubled || other.settings.name == settings->name ||
                other.settings.interface == settings->interface ||
                other.settings.device == settings->device;
  if (!settings || doubled) {
    unreadable_.push_back(entry);
    into.problems.push_back(problem(
        "stored connection " + name_in(entry) + ": " +
        (doubled ? "shares its name, interface or device with another" : settings.error().what)));
    return;
  }
  SavedConnection saved{.settings = *settings, .keys = {}};
  Members in(entry);
  in.flag("createdDevice", saved.created_device);
  in.flag("securedOnce", saved.secured_once);
  in.flag("createdClsact", saved.created_clsact);
  if (const auto before = entry.find("parentBefore"); before != entry.end())
    saved.parent_before = interface_conf_from(*before);
  read_saved_device(in, saved.device);
  in.text("lagName", saved.lag);
  if (in.error()) into.problems.push_back(within(saved.settings.name, *in.error()));
  load_keys(entry.value("keys", Json::array()), saved, into.problems);
  load_rotation(entry, saved, into.problems);
  saved.clear_traffic = clear_traffic_from(entry.value("clearTraffic", Json::object()));
  into.connections.push_back(std::move(saved));
}

void State::load_keys(const Json& entries, SavedConnection& into, std::vector<Error>& problems) {
  const std::string& name = into.settings.name;
  for (const Json& entry : entries.is_array() ? entries : Json::array()) {
    auto key = key_from(entry);
    if (!key) {
      problems.push_back(problem(name + ": a stored key has no usable CKN"));
      continue;
    }
    if (key->secret.plain_file)
      if (const auto cak = read_key(key_file(name, key->ckn)))
        key->derived = mka::derive_keys(*cak, key->ckn);
    if (key->secret.plain_file && !key->derived)
      problems.push_back(problem(name + ": " + key_file(name, key->ckn).string() + " is not a CAK",
                                 "associate the key again with its CAK"));
    const std::string hex = key->ckn.hex();
    if (!into.keys.restore(*std::move(key)))
      problems.push_back(problem(name + ": stored key " + hex + " is one too many"));
  }
}

// Without it both keys stay in service, which loses nothing.
void State::load_rotation(const Json& entry, SavedConnection& into, std::vector<Error>& problems) {
  const auto at = entry.find("rotation");
  if (at == entry.end()) return;
  into.rotation = rotation_from(*at);
  if (!into.rotation)
    problems.push_back(problem(into.settings.name + ": the stored rotation cannot be read",
                               "look at its keys, and start the rotation again if need be"));
}

// Key files of an association that was never completed, or of one that was removed.
void State::remove_orphans(const Loaded& loaded) const {
  if (!unreadable_.empty() || fs::exists(directory_ / (std::string(index_name) + ".bad"))) return;
  std::set<fs::path> wanted;
  for (const auto& connection : loaded.connections)
    for (const Key& key : connection.keys.keys()) {
      wanted.insert(key_file(connection.settings.name, key.ckn));
      wanted.insert(directory_ / keys_name / connection.settings.name);
    }
  std::error_code ignored;
  std::vector<fs::path> orphans;
  for (const auto& room : fs::directory_iterator(directory_ / keys_name, ignored)) {
    if (wanted.count(room.path()) == 0) orphans.push_back(room.path());
    if (!room.is_directory(ignored)) continue;
    for (const auto& file : fs::directory_iterator(room.path(), ignored))
      if (wanted.count(file.path()) == 0) orphans.push_back(file.path());
  }
  for (const fs::path& orphan : orphans) fs::remove_all(orphan, ignored);
}

Result<void> State::save_key(const std::string& connection, const mka::Ckn& ckn,
                             const mka::Cak& cak) {
  const fs::path file = key_file(connection, ckn);
  if (auto made = private_directory(file.parent_path()); !made) return made;
  if (auto synced = sync_directory(directory_ / keys_name, before_); !synced) return synced;
  return write_atomically(file, cak.expose(), before_);
}

Result<void> State::copy_key(const std::string& from, const std::string& to, const mka::Ckn& ckn) {
  const auto cak = read_key(key_file(from, ckn));
  if (!cak)
    return Failure{{Errc::secret_not_readable, key_file(from, ckn).string() + " is not a CAK",
                    "associate the key again with its CAK"}};
  return save_key(to, ckn, *cak);
}

Result<void> State::save(const std::vector<const SavedConnection*>& connections) {
  Json list = Json::array();
  for (const SavedConnection* connection : connections) list.push_back(to_json(*connection));
  for (const Json& entry : unreadable_) list.push_back(entry);
  Json index{{"version", version}, {"connections", std::move(list)}};
  for (const SavedLag& lag : lags_) index["lags"].push_back(to_json(lag));
  for (const Json& entry : unreadable_lags_) index["lags"].push_back(entry);
  const std::string text = macsec::to_text(index, 2) + "\n";
  return write_atomically(directory_ / index_name,
                          {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()},
                          before_);
}

void State::forget_key(const std::string& connection, const mka::Ckn& ckn) {
  std::error_code gone_already;
  fs::remove(key_file(connection, ckn), gone_already);
}

void State::forget_keys(const std::string& connection) {
  std::error_code gone_already;
  fs::remove_all(directory_ / keys_name / connection, gone_already);
}

}  // namespace macsecd
