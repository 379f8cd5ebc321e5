#include "describe_rotation.hpp"

namespace macsecd {

using macsec::Json;

Json describe_rotation(const std::optional<RotationView>& view) {
  if (!view) return nullptr;
  const Rotation& rotation = view->rotation;
  Json old = Json::array();
  for (const mka::Ckn& ckn : rotation.old) old.push_back(ckn.hex());
  return {{"phase", to_string(view->phase)},
          {"newCkn", rotation.fresh.hex()},
          {"oldCkns", std::move(old)},
          {"startedAt", to_string(rotation.started_at)},
          {"ageMs", view->age.count()},
          {"bakeSeconds", rotation.bake.count()},
          {"bakeEndsInMs", view->bake_left ? Json(view->bake_left->count()) : Json(nullptr)},
          {"keepOld", rotation.keep_old}};
}

}  // namespace macsecd
