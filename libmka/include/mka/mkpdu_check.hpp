// What somebody who holds a key, but takes no part, can tell about a frame: for readers of
// captures.
#pragma once

#include <optional>

#include "mka/derived_keys.hpp"
#include "mka/types.hpp"

namespace mka {

struct MkpduCheck {
  bool icv_right = false;
  // The wrapped SAK passes the integrity check of its key wrap; nothing: there is none, or the ICV
  // is wrong. The SAK itself is forgotten.
  std::optional<bool> sak_unwraps{};
};

// Frames are whole, without VLAN tags, under either EtherType and to any address. Nothing: it is no
// MKPDU, or its outside cannot be read.
std::optional<Ckn> ckn_of(Bytes frame);
std::optional<MkpduCheck> check_mkpdu(Bytes frame, const DerivedKeys& keys);

}  // namespace mka
