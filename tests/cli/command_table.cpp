#include "command_table.hpp"

#include "process.hpp"

macsec::Json command_table() {
  return macsec::Json::parse(macsecctl({"manual", DOCS "/man/macsecctl.8.in", "--json"}).out);
}
