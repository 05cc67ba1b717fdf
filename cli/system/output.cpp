#include "system/output.hpp"

#include <algorithm>
#include <iostream>
#include <utility>

#include "dmp/base/plain_text.hpp"
#include "dmp/files/output.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/versions.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/x509/container.hpp"
#include "dmp/x509/key_search.hpp"

namespace dmp::cli {
namespace {

namespace fs = std::filesystem;

/// More than any file with a key has.
constexpr std::uintmax_t kMostSearched = std::uintmax_t{256} * 1024 * 1024;

/// Tells whether a file lies somewhere below a folder.
bool is_below(const fs::path& path, const fs::path& folder) {
  std::error_code error;
  const auto whole = fs::canonical(path, error).native();
  const auto above = fs::canonical(folder, error).native() + "/";
  return !error && (whole.starts_with(above) || above == "//");
}

/// Tells what is no text and no PDF: an archive or another container may hold a key that nobody
/// finds by looking.
bool is_opaque(ByteView content) {
  const PlainText text(content);
  return !text.view().starts_with("%PDF-") && std::ranges::any_of(text.view(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x09 || (byte > 0x0D && byte < 0x20 && byte != 0x1B);
  });
}

/// Whether a file is what this command wrote before: names in a report may look like keys, and one
/// that is not replaced any more is a report in which nothing ends.
bool is_same_kind(ByteView existing, std::string_view content) {
  constexpr std::ptrdiff_t kTelling = 48;  // Beyond what all documents of a format begin with.
  const auto before = as_text(existing);
  return std::ranges::mismatch(before, content).in2 - content.begin() >= kTelling;
}

/// Refuses to replace what is there where it is somebody's key or what the command itself has read.
/// Without the content only the latter.
Status check_replaceable(const fs::path& path, const fs::path& named,
                         std::span<const std::string> inputs,
                         std::optional<std::string_view> content) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    return {};
  }
  if (std::ranges::any_of(inputs, [&path](const std::string& input) {
        return files::is_same_file(path, input == "-" ? "/dev/stdin" : input);
      })) {
    return fail(ErrorKind::usage, "OUTPUT-IS-INPUT", {arg("path", named.string())});
  }
  if (files::is_record(fs::canonical(path, error))) {
    return fail(ErrorKind::usage, "OUTPUT-IS-RECORD", {arg("path", named.string())});
  }
  auto existing = files::read_file(path, kMostSearched);
  if (!existing && existing.error().reason == Reason::too_large) {
    return {};
  }
  // What a report of ours is in its folder is no input; what has certificates is one.
  const bool found = existing && std::ranges::any_of(inputs, [&](const std::string& input) {
                       return fs::is_directory(input, error) && is_below(path, input) &&
                              x509::read_contents(*existing, path.string()).has_value();
                     });
  if (found) {
    return fail(ErrorKind::usage, "OUTPUT-IS-INPUT", {arg("path", named.string())});
  }
  if (!content) {
    return {};
  }
  // What is written already holds what we write, and no key.
  const bool is_same = existing && as_text(*existing) == *content;
  if (!is_same && (!existing || is_opaque(*existing) ||
                   (!is_same_kind(*existing, *content) && x509::holds_private_key(*existing)))) {
    return fail(ErrorKind::usage, "OUTPUT-HOLDS-KEY", {arg("path", named.string())},
                existing ? std::vector<std::string>() : existing.error().causes);
  }
  return {};
}

Result<files::Destination> destination_of(const fs::path& path, std::span<const std::string> inputs,
                                          std::optional<std::string_view> content) {
  auto destination = files::find_destination(path);
  if (!destination || destination->is_stream) {
    return destination;
  }
  if (auto fine = check_replaceable(destination->path, path, inputs, content); !fine) {
    return fail(std::move(fine.error()));
  }
  return destination;
}

}  // namespace

Result<fs::path> place_of_output(const fs::path& path, std::span<const std::string> inputs) {
  return destination_of(path, inputs, "").map([](const files::Destination& found) {
    return found.path;
  });
}

Status check_output(const fs::path& path, std::span<const std::string> inputs) {
  return destination_of(path, inputs, std::nullopt).map([](const files::Destination&) {});
}

Status write_output(const fs::path& path, std::string_view content, files::WriteMode mode,
                    std::span<const std::string> inputs) {
  const auto destination = destination_of(path, inputs, content);
  if (!destination) {
    return fail(destination.error());
  }
  if (destination->is_stream) {
    std::cout.flush();  // What was said before stands before.
    return files::write_stream(*destination, as_bytes(content));
  }
  const auto& file = destination->path;
  files::remove_stale_temporaries(file.has_parent_path() ? file.parent_path() : ".");
  return files::write_file(file, as_bytes(content), files::kPublic, mode);
}

Result<bool> keep_or_write(const fs::path& path, std::string_view content,
                           std::span<const std::string> inputs) {
  // Somebody else's file is not kept, even where it has the same bytes: he may change them later.
  const auto place = destination_of(path, inputs, content);
  const auto existing = !place             ? fail(place.error())
                        : place->is_stream ? Result<std::optional<files::Held>>(std::nullopt)
                                           : files::held_own(place->path);
  if (!existing) {
    return fail(existing.error());
  }
  if (*existing && as_text((*existing)->content) == content) {
    return false;
  }
  return write_output(path, content, files::WriteMode::create, inputs).map([] { return true; });
}

}  // namespace dmp::cli
