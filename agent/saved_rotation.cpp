#include "saved_rotation.hpp"

#include "members.hpp"

namespace macsecd {

using macsec::Json;

Json to_json(const Rotation& rotation) {
  Json old = Json::array();
  for (const mka::Ckn& ckn : rotation.old) old.push_back(ckn.hex());
  return {{"ckn", rotation.fresh.hex()},
          {"oldCkns", std::move(old)},
          {"bakeSeconds", rotation.bake.count()},
          {"keepOld", rotation.keep_old},
          {"startedAt", to_string(rotation.started_at)}};
}

namespace {

std::optional<std::vector<mka::Ckn>> ckns_from(const Json& list) {
  std::vector<mka::Ckn> out;
  if (!list.is_array()) return std::nullopt;
  for (const Json& one : list) {
    const auto ckn = one.is_string() ? mka::Ckn::from_hex(one.get<std::string>()) : std::nullopt;
    if (!ckn) return std::nullopt;
    out.push_back(*ckn);
  }
  return out;
}

}  // namespace

std::optional<Rotation> rotation_from(const Json& entry) {
  Members in(entry);
  std::string hex;
  std::string started_at;
  std::int64_t bake = default_bake.count();
  bool keep_old = false;
  in.text("ckn", hex);
  in.text("startedAt", started_at);
  in.number("bakeSeconds", bake, 0, static_cast<std::uint64_t>(longest_bake.count()));
  in.flag("keepOld", keep_old);
  const auto fresh = mka::Ckn::from_hex(hex);
  const auto time = wall_time_from(started_at, WallTime{});
  const auto old = entry.is_object() ? ckns_from(entry.value("oldCkns", Json())) : std::nullopt;
  if (in.error() || !fresh || !time || !old) return std::nullopt;
  return Rotation{*fresh, *old, std::chrono::seconds(bake), keep_old, *time};
}

}  // namespace macsecd
