#pragma once

#include <string>
#include <string_view>

namespace dmp::render {

/// unified_diff writes what makes one text of the other as a patch (POSIX diff -u) that
/// `patch -p0` and `git apply -p0` take; "" where they are the same. `file` is the name that the
/// patch gives to both. Any bytes of the texts are left as they are.
std::string unified_diff(std::string_view from, std::string_view to, std::string_view file);

}  // namespace dmp::render
