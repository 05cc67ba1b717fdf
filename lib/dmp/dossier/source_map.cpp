#include "dmp/dossier/detail/position_index.hpp"
#include "dmp/dossier/reading.hpp"

namespace dmp::dossier {
namespace {

Location place(std::string_view file, std::string_view pointer, SourceMap::Position position) {
  return {std::string(file), std::string(pointer), position.line, position.column};
}

}  // namespace

void SourceMap::add(std::string pointer, Position position) {
  positions_.insert_or_assign(std::move(pointer), position);
}

Location SourceMap::locate(std::string_view file, std::string_view pointer) const {
  if (index_ != nullptr && positions_.empty()) {
    const auto found = index_->find(pointer);
    return place(
        file, pointer,
        found.node == nullptr ? Position{} : index_->position_of(found.node->value_offset));
  }
  for (auto ancestor = pointer;; ancestor = ancestor.substr(0, ancestor.rfind('/'))) {
    if (const auto found = positions_.find(ancestor); found != positions_.end()) {
      return place(file, pointer, found->second);
    }
    if (index_ != nullptr) {
      if (const auto found = index_->find(ancestor); found.exact) {
        return place(file, pointer, index_->position_of(found.node->value_offset));
      }
    }
    if (ancestor.empty() || ancestor.find('/') == std::string_view::npos) {
      return place(file, pointer, {});
    }
  }
}

Location SourceMap::locate_key(std::string_view file, std::string_view pointer) const {
  if (index_ != nullptr) {
    if (const auto found = index_->find(pointer); found.exact) {
      return place(file, pointer, index_->position_of(found.node->key_offset));
    }
  }
  return locate(file, pointer);
}

}  // namespace dmp::dossier
