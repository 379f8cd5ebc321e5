// A file of keys to verify a capture with: a CKN and a CAK per line, in hexadecimal, with blanks
// between; empty lines and those that begin with # do not count.
#pragma once

#include <map>
#include <string>

#include "capture/verdict.hpp"
#include "mka/derived_keys.hpp"

namespace capture {

class KeyFile {
 public:
  // Refused as a whole, with the line's number, if one line is no key. "-": standard input.
  static macsec::Result<KeyFile> read(const std::string& path);

  macsec::Result<std::vector<Verdict>> judge(const std::vector<SeenFrame>& frames) const;

 private:
  std::map<mka::Ckn, mka::DerivedKeys> keys_;
};

}  // namespace capture
