#include "state.hpp"

#include <fstream>
#include <iterator>
#include <set>

#include "derived_from.hpp"
#include "log.hpp"
#include "members.hpp"
#include "saved_interface_conf.hpp"
#include "saved_key.hpp"
#include "saved_rotation.hpp"
#include "spelling.hpp"
#include "vault/secret_name.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Error;
using macsec::Failure;
using macsec::Json;
using macsec::Result;
namespace fs = std::filesystem;

// Version 1 had its CAKs in files of their own.
constexpr int version = 2;
// 1000 connections with three keys each are below 1 MiB.
constexpr std::uintmax_t largest_index = 16u << 20;
constexpr const char* index_name = "connections.json";
constexpr const char* keys_name = "keys";

bool is_known_version(const Json& json) {
  const Json given = json.value("version", Json());
  return given == 1 || given == version;
}

bool is_later_version(const Json& json) {
  const Json given = json.is_object() ? json.value("version", Json()) : Json();
  return given.is_number_integer() && given.get<std::int64_t>() > version;
}

Error problem(std::string what, std::string hint = "see the manual, section FILES") {
  return {Errc::internal, std::move(what), std::move(hint)};
}

// A key whose CAK is in the vault says where; others are of version 1 still.
Json key_entries(const std::string& connection, const Keychain& keys) {
  Json out = Json::array();
  for (const Key& key : keys.keys()) {
    out.push_back(to_json(key));
    if (!key.secret.plain_file && key.token_uri.empty())
      out.back()["secretName"] = secret_of(connection, key);
  }
  return out;
}

Json to_json(const SavedConnection& connection) {
  Json out = to_json(connection.settings);
  out["createdDevice"] = connection.created_device;
  out["securedOnce"] = connection.secured_once;
  out.update(to_json(connection.device));
  out["keys"] = key_entries(connection.settings.name, connection.keys);
  out["createdClsact"] = connection.created_clsact;
  if (connection.parent_before) out["parentBefore"] = macsecd::to_json(*connection.parent_before);
  if (connection.rotation) out["rotation"] = to_json(*connection.rotation);
  if (connection.clear_traffic != ClearTraffic{})
    out["clearTraffic"] = to_json(connection.clear_traffic);
  if (!connection.lag.empty()) out["lagName"] = connection.lag;
  return out;
}

std::string name_in(const Json& entry) {
  const auto at = entry.is_object() ? entry.find("connectionName") : entry.end();
  return at != entry.end() && at->is_string() ? at->get<std::string>() : std::string("(no name)");
}

}  // namespace

State::State(fs::path directory, Vault& vault, BeforeStep before)
    : directory_(std::move(directory)),
      vault_(vault),
      before_(std::move(before)),
      plain_keys_(directory_ / keys_name, before_) {}

Result<State::Loaded> State::load() {
  if (auto made = private_directory(directory_, before_); !made) return Failure{made.error()};
  Loaded loaded;
  const auto index = read_index(loaded);
  if (!index) return Failure{index.error()};
  for (const Json& entry : *index) load_connection(entry, loaded);
  return loaded;
}

// The list of entries. A file that cannot be read as one is moved aside, with its keys kept.
Result<Json> State::read_index(Loaded& into) {
  const fs::path file = directory_ / index_name;
  std::error_code missing;
  const auto size = fs::file_size(file, missing);
  had_no_index_ = missing == std::errc::no_such_file_or_directory;
  if (had_no_index_) return Json::array();
  if (!missing && size <= largest_index) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const Json json = Json::parse(text, nullptr, false);
    if (is_later_version(json))
      return Failure{{Errc::internal, file.string() + " was written by a later version of macsecd",
                      "start that version, or one after it; nothing was changed"}};
    if (json.is_object() && is_known_version(json) &&
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
      problems.push_back(problem(name + ": a stored key cannot be read"));
      lost_keys_ = true;
      continue;
    }
    if (key->secret.plain_file) read_plain(name, *key, problems);
    const std::string hex = key->ckn.hex();
    if (into.keys.restore(*std::move(key))) continue;
    problems.push_back(problem(name + ": stored key " + hex + " is one too many"));
    lost_keys_ = true;
  }
}

void State::read_plain(const std::string& connection, Key& key, std::vector<Error>& problems) {
  const auto cak = plain_keys_.read(connection, key.ckn);
  if (cak) key.derived = mka::derive_keys(*cak, key.ckn);
  if (cak) return;
  key.secret.problem = cak.error();
  problems.push_back(within(connection, cak.error()));
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

Result<void> State::save_key(OpenVault& vault, const std::string& connection, const mka::Ckn& ckn,
                             const mka::Cak& cak) {
  return vault.store(implicit_secret_name(connection, ckn), ckn, cak);
}

Result<void> State::copy_key(OpenVault& vault, const SavedConnection& from, const std::string& to,
                             const mka::Ckn& ckn) {
  const Key* key = from.keys.find(ckn);
  if (key == nullptr)
    return Failure{{Errc::key_not_found, "there is no key with CKN " + ckn.hex(),
                    "macsecctl describe-keys lists the keys"}};
  if (!key->secret.plain_file)
    return vault.copy(secret_of(from.settings.name, *key), implicit_secret_name(to, ckn));
  const auto cak = plain_keys_.read(from.settings.name, ckn);
  if (!cak) return Failure{cak.error()};
  return save_key(vault, to, ckn, *cak);
}

Result<void> State::move_key(OpenVault& vault, const std::string& connection, const mka::Ckn& ckn) {
  const auto cak = plain_keys_.read(connection, ckn);
  if (!cak) return Failure{cak.error()};
  if (auto stored = save_key(vault, connection, ckn, *cak); !stored) return stored;
  const auto back = vault.read(implicit_secret_name(connection, ckn));
  if (!back) return Failure{back.error()};
  if (back->matches(*cak)) return {};
  return Failure{{Errc::internal, "the vault gives another CAK back", "its file stays"}};
}

Result<mka::DerivedKeys> State::derive(OpenVault& vault, const std::string& connection,
                                       const Key& key) const {
  const std::string name = secret_of(connection, key);
  const SecretEntry* entry = vault.find(name);
  if (entry != nullptr && entry->ckn != key.ckn)
    return Failure{{Errc::secret_not_readable, "secret " + name + " has another CKN",
                    "associate the key again with its CAK"}};
  const auto cak = vault.read(name);
  if (!cak) return Failure{cak.error()};
  return derived_from(*cak, key.ckn);
}

// Connections and keys that cannot be read may refer to anything; so may a file that is gone.
bool State::is_complete() const {
  return unreadable_.empty() && !lost_keys_ && !had_no_index_ &&
         !fs::exists(directory_ / (std::string(index_name) + ".bad"));
}

void State::tidy(OpenVault& vault, const std::vector<const SavedConnection*>& connections) {
  if (!is_complete()) return;
  std::set<std::string> secrets;
  std::set<fs::path> files;
  for (const SavedConnection* one : connections)
    for (const Key& key : one->keys.keys()) {
      secrets.insert(secret_of(one->settings.name, key));
      if (key.secret.plain_file) files.insert(plain_keys_.file(one->settings.name, key.ckn));
    }
  std::vector<std::string> orphans;
  for (const SecretEntry* entry : vault_.list())
    if (is_implicit_secret_name(entry->name) && !secrets.contains(entry->name))
      orphans.push_back(entry->name);
  if (auto removed = vault.remove(orphans); !removed) log::warning(log::one_line(removed.error()));
  if (plain_keys_.any())
    plain_keys_.keep_only([&](const fs::path& file) { return files.contains(file); });
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
  vault_.forget({implicit_secret_name(connection, ckn)});
  plain_keys_.forget(connection, ckn);
}

void State::forget_keys(const std::string& connection) {
  std::vector<std::string> names;
  for (const SecretEntry* entry : vault_.list())
    if (entry->name.starts_with(connection + "/")) names.push_back(entry->name);
  vault_.forget(names);
  if (plain_keys_.any())
    plain_keys_.keep_only(
        [&](const fs::path& file) { return file.parent_path().filename() != connection; });
}

}  // namespace macsecd
