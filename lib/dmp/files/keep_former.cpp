#include <fcntl.h>
#include <unistd.h>

#include "dmp/files/access.hpp"
#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/detail/store.hpp"
#include "dmp/files/detail/version_files.hpp"
#include "dmp/files/read.hpp"

namespace dmp::files {

VersionFile Taken::again(std::string_view as) const {
  Rights rights{access_of(file.get(), status).mode & 0777U, {}, {}};
  if (::geteuid() == 0) {
    rights.owner = status.st_uid;
    rights.group = status.st_gid;
  }
  return {std::string(as), content, rights};
}

std::optional<Taken> take(const Directory& from, const std::string& name) {
  Taken taken;
  taken.name = name;
  taken.file = from.open_entry(name, O_RDONLY);
  if (!taken.file.valid() || ::fstat(taken.file.get(), &taken.status) != 0 ||
      !S_ISREG(taken.status.st_mode)) {
    return std::nullopt;
  }
  auto content = read_descriptor(taken.file.get(), from.of(name).native());
  if (!content) {
    return std::nullopt;
  }
  taken.content = std::move(*content);
  return taken;
}

void TakenFiles::add(const Directory& folder, const std::string& name, std::string_view version) {
  if (auto taken = take(folder, name)) {
    files.push_back(std::move(*taken));
    const auto& [as, file, status, content] = files.back();
    found.push_back({as, content, is_own_in(version, status)});
  } else {
    unread.push_back(name);
  }
}

TakenFiles take_all(const Directory& folder, std::string_view version) {
  TakenFiles taken;
  for (const auto& name : folder.names()) {
    taken.add(folder, name, version);
  }
  return taken;
}

namespace {

/// Makes a copy of a file for kBefore: whoever has the file open, or another name for it, does not
/// change what one goes back to.
Status keep_copy(const OpenPlace& place, const TakenFiles& taken, bool synced) {
  const auto* file = taken.files.empty() ? nullptr : &taken.files.front();
  if (file == nullptr || !place.parent.trust().covers(file->status.st_uid)) {
    return owner_refused(place.place.path, place.place.path,
                        file != nullptr ? file->status.st_uid : 0);
  }
  return place.store.make_child(kBefore).and_then([&](const Directory& folder) {
    return write_one(folder, place.name, file->again(place.name), file->file, synced);
  });
}

}  // namespace

Result<std::string> keep_former(OpenPlace& place, const RecordOfFound& record, bool synced) {
  auto former = former_version(place.seen());
  if (former != kBefore || shows(place, former)) {
    return former;
  }
  // Somebody put something else there: that is what one goes back to.
  remove_version(place, former);
  TakenFiles taken;
  auto status = place.parent.status(place.name);
  if (place.place.kind == Place::Kind::file) {
    taken.add(place.parent, place.name, former);
    status = taken.files.empty() ? status : taken.files.front().status;
  } else if (const auto folder = place.parent.child_as_found(place.name)) {
    taken = take_all(*folder, former);
    status = folder->status(".");
  }
  if (status) {
    place.kept = {status->st_dev, status->st_ino};
  }
  auto kept = write_record(place, former, record ? record(taken.found) : std::string(), synced);
  if (kept && place.place.kind == Place::Kind::file) {
    kept = keep_copy(place, taken, synced);
  }
  if (!kept) {
    remove_version(place, former);
    return fail(std::move(kept.error()));
  }
  return former;
}

}  // namespace dmp::files
