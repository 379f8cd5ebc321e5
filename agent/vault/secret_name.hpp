// How secrets are called. A key that was associated by its pair has an implicit one, which belongs
// to its connection: CONNECTION/CKN. Names without a slash are those that operators give.
#pragma once

#include <string>
#include <string_view>

#include "mka/types.hpp"

namespace macsecd {

inline constexpr std::size_t longest_secret_name = 64;

std::string implicit_secret_name(std::string_view connection, const mka::Ckn& ckn);
bool is_implicit_secret_name(std::string_view name);
// Of either kind.
bool is_secret_name(std::string_view name);

}  // namespace macsecd
