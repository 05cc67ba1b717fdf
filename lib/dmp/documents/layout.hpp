#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace dmp::documents {

/// laid_out does what the function of that name for texts does (edit.hpp), with a value that is
/// there already. Its parts are given back as they are written: of a large document there is never
/// a second copy.
std::string laid_out(nlohmann::ordered_json&& json, std::size_t indent = 0);

}  // namespace dmp::documents
