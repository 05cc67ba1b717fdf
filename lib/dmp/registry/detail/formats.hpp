#pragma once

#include "dmp/registry/detail/asked.hpp"
#include "dmp/registry/detail/window.hpp"

namespace dmp::registry {

/// read_csv reads the stock of establishments; the window stands at its first line.
Result<Extract> read_csv(Window& window, const Asked& asked, std::string_view path);

/// read_json reads the structures of FINESS+; the window stands at its first brace.
Result<Extract> read_json(Window& window, const Asked& asked, std::string_view path);

/// wrong makes a failure of kind input with the argument `path` and others.
inline tl::unexpected<Error> wrong(std::string_view id, std::string_view path, Args args = {}) {
  args.push_back(arg("path", path));
  return fail(ErrorKind::input, id, std::move(args));
}

/// shown makes bytes of a file fit for a message: UTF-8, without control characters, not endless.
std::string shown(std::string_view text);

/// trimmed takes outer spaces off.
std::string_view trimmed(std::string_view text);

/// day_of reads the day that a text begins with; the register's filler, 1900-01-01, is none.
std::optional<Date> day_of(std::string_view text);

/// keep adds a record; of two with one number, the active one stays.
void keep(std::map<std::string, Record, std::less<>>& records, Record record);

}  // namespace dmp::registry
