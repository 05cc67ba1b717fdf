#pragma once

#include <functional>
#include <string_view>

namespace dmp::render {

/// Sink takes a text part by part.
using Sink = std::function<void(std::string_view)>;

}  // namespace dmp::render
