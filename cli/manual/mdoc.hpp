// Text in the language of manual pages, mdoc(7).
#pragma once

#include <string>
#include <string_view>

namespace macsecctl::mdoc {

// Running text, each sentence on a line of its own; nothing in it is taken for a request.
std::string text(std::string_view plain);
// A word behind a macro, never taken for one itself.
std::string word(std::string_view plain);

// The words behind a command: " Ar NAME Fl -interface Ar IF Oo Ar OPTIONS Oc"
std::string synopsis(std::string_view plain);

std::string literal_block(std::string_view plain);

}  // namespace macsecctl::mdoc
