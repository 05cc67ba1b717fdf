#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "dmp/base/error.hpp"

namespace dmp::install {

/// Software that a snippet is for.
enum class Snippet { nginx, apache, haproxy, stunnel };

/// parse_snippet reads "nginx", "apache", "haproxy", "stunnel".
std::optional<Snippet> parse_snippet(std::string_view word);

/// SnippetPlaces are where the parts lie.
struct SnippetPlaces {
  std::filesystem::path folder;       ///< PEM folder; may be empty.
  std::filesystem::path one_file;     ///< HAProxy's file; may be empty.
  std::filesystem::path authorities;  ///< PEM file of the server's; empty: the system's.
  std::string host = "lps2.dmp.gouv.fr";
  std::string port = "443";
};

/// check_snippet_path tells whether the software's configuration can have a path. Error id:
/// SNIPPET-PATH (usage, with `path`, `software` and `reason`): a control character, such as a
/// line's end, for all of them; what would be a variable for nginx ($) and Apache (${); white space
/// at the end for stunnel.
Status check_snippet_path(Snippet software, const std::filesystem::path& path);

/// make_snippet writes the lines of a configuration by which the software shows the certificate to
/// the DMP: TLS 1.2 and its four suites, to a server that has proven its name. Empty where a part
/// that the software needs was not installed: one file for Apache and HAProxy, a folder for the
/// others. Error id: SNIPPET-PATH.
Result<std::string> make_snippet(Snippet software, const SnippetPlaces& places);

}  // namespace dmp::install
