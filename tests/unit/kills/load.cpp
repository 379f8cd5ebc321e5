#include "load.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <set>
#include <stdexcept>

#include "control/member.hpp"

namespace kills {
namespace {

using macsec::Client;
using macsec::Errc;
using macsec::Json;
using macsec::Result;

constexpr std::size_t most_keys = 3;

bool is_gone(const macsec::Error& error) { return error.code == Errc::agent_unreachable; }

// A refusal is a fault of the agent here; the loss of it is not.
bool done(const Result<Json>& reply, const char* what) {
  if (!reply && !is_gone(reply.error()))
    throw std::runtime_error(std::string(what) + ": " + reply.error().what);
  return static_cast<bool>(reply);
}

}  // namespace

std::string KeyLoad::digits(std::size_t count) {
  std::string out;
  while (out.size() < count) out += "0123456789abcdef"[dice_() % 16];
  return out;
}

Result<Json> KeyLoad::associate(Client& client, const std::string& ckn, const std::string& cak) {
  const macsec::UniqueFd file(::memfd_create("cak", MFD_CLOEXEC));
  if (::write(file.get(), cak.data(), cak.size()) < 0) throw std::runtime_error("no memory file");
  const std::array descriptors{file.get()};
  return client.call("AssociateKey",
                     {{"connectionName", name_}, {"ckn", ckn}, {"cakFileDescriptor", 0}},
                     descriptors);
}

void KeyLoad::run(const std::filesystem::path& socket) {
  auto client = Client::connect(socket);
  while (client && step(*client)) {
  }
}

bool KeyLoad::step(Client& client) {
  return caks_.size() < most_keys && dice_() % 3 != 0 ? add(client) : remove(client);
}

bool KeyLoad::add(Client& client) {
  under_way_ = Change{digits(16), digits(dice_() % 2 == 0 ? 32 : 64)};
  if (!done(associate(client, under_way_->ckn, *under_way_->cak), "associate")) return false;
  caks_[under_way_->ckn] = *under_way_->cak;
  under_way_.reset();
  ++acknowledged_;
  return true;
}

bool KeyLoad::remove(Client& client) {
  if (caks_.empty()) return true;
  const std::string ckn = std::next(caks_.begin(), dice_() % caks_.size())->first;
  const Json key{{"connectionName", name_}, {"ckn", ckn}};
  const auto out = client.call("DisassociateKey", key);
  // An attempt before the agent died may have come as far as this.
  if (!out && out.error().code != Errc::incorrect_status && !done(out, "disassociate"))
    return false;
  under_way_ = Change{ckn, std::nullopt};
  if (!done(client.call("DeleteKey", key), "delete")) return false;
  caks_.erase(ckn);
  under_way_.reset();
  ++acknowledged_;
  return true;
}

void KeyLoad::check(Client& client) {
  const auto reply = client.call("DescribeConnections", {{"connectionName", name_}});
  if (!reply) throw std::runtime_error(reply.error().what);
  std::set<std::string> present;
  for (const Json& key : (*reply)["connections"][0]["macSecKeys"]) {
    present.insert(key["ckn"].get<std::string>());
    for (const Json& reason : key["statusReasons"])
      if (reason["code"] == "secret-not-readable")
        throw std::runtime_error(name_ + ": key " + key["ckn"].get<std::string>() +
                                 " cannot be read: " + reason["message"].get<std::string>());
  }
  if (under_way_) {
    const bool there = present.contains(under_way_->ckn);
    if (there && under_way_->cak) caks_[under_way_->ckn] = *under_way_->cak;
    if (!there && !under_way_->cak) caks_.erase(under_way_->ckn);
    under_way_.reset();
  }
  for (const auto& [ckn, cak] : caks_)
    if (present.erase(ckn) == 0)
      throw std::runtime_error(name_ + ": key " + ckn + " was acknowledged, and is gone");
  if (!present.empty())
    throw std::runtime_error(name_ + ": key " + *present.begin() + " was deleted, and is there");
  // Another CAK under this name would be refused.
  for (const auto& [ckn, cak] : caks_) (void)done(associate(client, ckn, cak), "the same again");
}

unsigned rewrap_load(const std::filesystem::path& socket) {
  unsigned moves = 0;
  auto client = Client::connect(socket);
  while (client) {
    const auto moved = client->call("KeystoreRewrap");
    if (!moved && is_gone(moved.error())) break;
    // One that was cut short before goes on.
    if (!moved && moved.error().code != Errc::busy) throw std::runtime_error(moved.error().what);
    if (moved) ++moves;
    if (!moved) ::usleep(5000);
  }
  return moves;
}

}  // namespace kills
