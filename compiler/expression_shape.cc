#include "compiler/expression_shape.h"

#include <algorithm>
#include <cstring>

#include "compiler/nodes.h"

namespace compiler {
namespace {

constexpr int kDeepest = 40;

class ShapeReader {
 public:
  explicit ShapeReader(ExpressionShape& shape) : shape_(shape) {}

  bool Add(const void* pointer) {
    const auto* raw = static_cast<const ::Node*>(pointer);
    if (raw == nullptr) {
      Number<uint16_t>(0);
      return true;
    }
    if (++depth_ > kDeepest) return false;
    Number(static_cast<uint16_t>(nodeTag(raw)));
    bool known = AddFields(raw);
    --depth_;
    return known;
  }

 private:
  bool AddFields(const ::Node* raw) {
    switch (nodeTag(raw)) {
      case T_List: return AddList(reinterpret_cast<const ::List*>(raw));
      case T_String: return Text(reinterpret_cast<const String*>(raw)->sval);
      case T_Integer: return Number(reinterpret_cast<const Integer*>(raw)->ival);
      case T_Float: return Text(reinterpret_cast<const Float*>(raw)->fval);
      case T_Boolean: return Number(reinterpret_cast<const Boolean*>(raw)->boolval);
      case T_BitString: return Text(reinterpret_cast<const BitString*>(raw)->bsval);
      case T_A_Const: {
        const auto& constant = *reinterpret_cast<const A_Const*>(raw);
        return Place(constant.location) && Number(constant.isnull) && (constant.isnull || Add(&constant.val.node));
      }
      case T_ColumnRef: return AddColumn(*reinterpret_cast<const ColumnRef*>(raw));
      case T_TypeCast: {
        const auto& cast = *reinterpret_cast<const TypeCast*>(raw);
        return Place(cast.location) && Add(cast.arg) && Add(cast.typeName);
      }
      case T_TypeName: {
        const auto& type = *reinterpret_cast<const ::TypeName*>(raw);
        return Place(type.location) && type.typeOid == 0 && Number(type.setof) && Number(type.pct_type) && Number(type.typemod) && Add(type.names) &&
               Add(type.typmods) && Add(type.arrayBounds);
      }
      case T_FuncCall: {
        const auto& call = *reinterpret_cast<const FuncCall*>(raw);
        bool plain = call.agg_order == nullptr && call.agg_filter == nullptr && call.over == nullptr && !call.agg_within_group && !call.agg_star && !call.agg_distinct;
        return plain && Place(call.location) && Number(call.func_variadic) && Number(call.funcformat) && Add(call.funcname) && Add(call.args);
      }
      case T_A_Expr: {
        const auto& expression = *reinterpret_cast<const A_Expr*>(raw);
        return Place(expression.location) && Number(expression.kind) && Add(expression.name) && Add(expression.lexpr) && Add(expression.rexpr);
      }
      case T_BoolExpr: {
        const auto& expression = *reinterpret_cast<const BoolExpr*>(raw);
        return Place(expression.location) && Number(expression.boolop) && Add(expression.args);
      }
      case T_NullTest: {
        const auto& test = *reinterpret_cast<const NullTest*>(raw);
        return Place(test.location) && Number(test.nulltesttype) && Number(test.argisrow) && Add(test.arg);
      }
      case T_A_ArrayExpr: {
        const auto& array = *reinterpret_cast<const A_ArrayExpr*>(raw);
        return Place(array.location) && Add(array.elements);
      }
      case T_CoalesceExpr: {
        const auto& coalesce = *reinterpret_cast<const CoalesceExpr*>(raw);
        return Place(coalesce.location) && Add(coalesce.args);
      }
      case T_SQLValueFunction: {
        const auto& function = *reinterpret_cast<const SQLValueFunction*>(raw);
        return Place(function.location) && Number(function.op) && Number(function.typmod);
      }
      default: return false;
    }
  }

  bool AddList(const ::List* list) {
    Number(list_length(list));
    for (int i = 0; i < list_length(list); ++i) {
      if (!Add(list_nth(list, i))) return false;
    }
    return true;
  }

  bool AddColumn(const ColumnRef& ref) {
    if (list_length(ref.fields) != 1 || !IsA(linitial(ref.fields), String)) return false;
    absl::string_view name = strVal(linitial(ref.fields));
    if (std::find(shape_.columns.begin(), shape_.columns.end(), name) == shape_.columns.end()) shape_.columns.emplace_back(name);
    return Place(ref.location) && Text(strVal(linitial(ref.fields)));
  }

  bool Place(int location) {
    if (location < 0) return Number(INT32_MIN);
    if (shape_.location < 0) shape_.location = location;
    return Number(location - shape_.location);
  }

  template <typename T>
  bool Number(T value) {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    shape_.text.append(bytes, sizeof(T));
    return true;
  }

  bool Text(const char* text) {
    size_t size = std::strlen(text);
    Number(static_cast<uint32_t>(size));
    shape_.text.append(text, size);
    return true;
  }

  ExpressionShape& shape_;
  int depth_ = 0;
};

}  // namespace

bool ReadShape(const ::Node* raw, ExpressionShape& shape) {
  shape.text.clear();
  shape.columns.clear();
  shape.location = -1;
  return ShapeReader(shape).Add(raw);
}

}  // namespace compiler
