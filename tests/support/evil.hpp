#pragma once

#include <string>

namespace dmp::test {

/// What no format may let through as it is.
inline const std::string kEvil =
    "\x1B[31m]]> <b>&amp;</b> \"'`|`` \\| @someone #12 [x](http://e.example) ![i](j) *a* _b_ ~~c~~ "
    "www.e.example {0} \u202E\uFFFE\xFF\x01\r\n=1+1;\t-->";

}  // namespace dmp::test
