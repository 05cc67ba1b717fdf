#include "dmp/files/archive.hpp"

#include <zip.h>

#include <memory>

#include "dmp/files/read.hpp"

namespace dmp::files {
namespace {

constexpr zip_int64_t kMostMembers = 1000;

using Archive = std::unique_ptr<zip_t, decltype(&::zip_discard)>;
using Entry = std::unique_ptr<zip_file_t, decltype(&::zip_fclose)>;

tl::unexpected<Error> unreadable(std::string_view file, std::string_view why) {
  return fail(ErrorKind::input, "ARCHIVE-UNREADABLE", {arg("file", file)}, {std::string(why)});
}

tl::unexpected<Error> too_large(std::string_view file) {
  return fail(ErrorKind::input, Reason::too_large, "ARCHIVE-TOO-LARGE",
              {arg("file", file), arg("members", kMostMembers), arg("limit", kDefaultLimit)});
}

Result<Archive> open_archive(ByteView content, std::string_view file) {
  zip_error_t error;
  ::zip_error_init(&error);
  auto* source = ::zip_source_buffer_create(content.data(), content.size(), 0, &error);
  auto* opened = source == nullptr
                     ? nullptr
                     : ::zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (opened == nullptr) {
    ::zip_source_free(source);
    const std::string why = ::zip_error_strerror(&error);
    ::zip_error_fini(&error);
    return unreadable(file, why);
  }
  ::zip_error_fini(&error);
  return Archive(opened, &::zip_discard);
}

/// Finder packs a second file beside each, with what only macOS reads.
bool is_of_finder(std::string_view name) {
  return name.starts_with("__MACOSX/") || name.ends_with("/.DS_Store") || name == ".DS_Store";
}

/// Unpacks one member; `left` is what may still be unpacked.
Result<Bytes> unpack(zip_t* archive, zip_uint64_t index, std::string_view file, std::size_t left) {
  const Entry entry(::zip_fopen_index(archive, index, 0), &::zip_fclose);
  if (!entry) {
    return unreadable(file, ::zip_strerror(archive));
  }
  Bytes content;
  Bytes buffer(std::size_t{16} * 1024);
  for (;;) {
    const auto got = ::zip_fread(entry.get(), buffer.data(), buffer.size());
    if (got < 0) {
      return unreadable(file, ::zip_file_strerror(entry.get()));
    }
    if (got == 0) {
      return content;
    }
    if (content.size() + static_cast<std::size_t>(got) > left) {
      return too_large(file);
    }
    content.insert(content.end(), buffer.begin(), buffer.begin() + got);
  }
}

}  // namespace

bool is_archive(ByteView content) { return as_text(content).starts_with("PK\x03\x04"); }

Result<std::vector<ArchiveMember>> read_archive(ByteView content, std::string_view file) {
  const auto archive = open_archive(content, file);
  if (!archive) {
    return fail(archive.error());
  }
  const auto count = ::zip_get_num_entries(archive->get(), 0);
  if (count > kMostMembers) {
    return too_large(file);
  }
  std::vector<ArchiveMember> members;
  std::size_t left = kDefaultLimit;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    zip_stat_t status;
    if (::zip_stat_index(archive->get(), i, 0, &status) != 0 ||
        (status.valid & ZIP_STAT_NAME) == 0) {
      return unreadable(file, ::zip_strerror(archive->get()));
    }
    const std::string_view name = status.name;
    if (name.ends_with('/') || is_of_finder(name)) {
      continue;
    }
    if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        status.encryption_method != ZIP_EM_NONE) {
      return fail(ErrorKind::input, Reason::encrypted, "ARCHIVE-ENCRYPTED",
                  {arg("file", file), arg("member", name)});
    }
    auto unpacked = unpack(archive->get(), i, file, left);
    if (!unpacked) {
      return fail(std::move(unpacked.error()));
    }
    left -= unpacked->size();
    members.push_back({std::string(name), std::move(*unpacked)});
  }
  return members;
}

}  // namespace dmp::files
