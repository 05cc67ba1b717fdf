#pragma once

#include <string>
#include <string_view>

// iCalendar (RFC 5545).
namespace dmp::render::icalendar {

/// line is a content line, folded after 75 bytes and never inside a character (3.1).
std::string line(const std::string& content);

/// text is a TEXT value (3.3.11), made printable.
std::string text(std::string_view raw);

}  // namespace dmp::render::icalendar
