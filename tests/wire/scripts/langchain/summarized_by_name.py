# expect: unchanged
# after: fails
# exit: 1
from langchain.agents import create_agent
from langchain.agents.middleware import SummarizationMiddleware
from langchain.chat_models import init_chat_model

agent = create_agent(
    init_chat_model("deepseek:deepseek-v4-flash", extra_body={"thinking": {"type": "disabled"}}),
    tools=[],
    middleware=[SummarizationMiddleware("deepseek:deepseek-chat", trigger=("messages", 2), keep=("messages", 1))],
)
said = [("user", "Hello"), ("assistant", "Hello."), ("user", "And now?")]
print(agent.invoke({"messages": said})["messages"][-1].content)
