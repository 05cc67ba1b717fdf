#pragma once

#include <string>
#include <string_view>

// XML 1.0, and HTML as far as it is the same.
namespace dmp::render::xml {

inline constexpr std::string_view kProlog =
    "<?xml version=\"1.0\" "
    "encoding=\"UTF-8\"?>\n";

/// escaped makes text for attributes and elements alike; printable has taken care of what XML 1.0
/// forbids.
std::string escaped(std::string_view raw);

/// attribute is ` name="value"`, escaped.
std::string attribute(std::string_view name, std::string_view value);
std::string attribute(std::string_view name, std::size_t value);

/// element is an element with content that is markup already.
std::string element(std::string_view name, std::string_view content,
                    const std::string& attributes = {});

}  // namespace dmp::render::xml
